package io.msagent.orchestrator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Write;
import io.msagent.orchestrator.model.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * History for people: {@code ms-agent-events/SERVICE}, the last {@value #MOST} events each. Not below {@code ms-agent/},
 * because nobody needs them each round; there stand only the latest of all services, by which those who do not lead hear of
 * them. Not sealed: nothing is decided by them. Safe for use by any thread.
 */
public final class EventLog {
    static final String LATEST = Store.ROOT + "events";
    private static final String ROOT = "ms-agent-events/";
    /** Events of hosts and orchestrators; no service has such a name. */
    private static final String OF_NO_SERVICE = "_cluster";

    private static final int MOST = 50;
    private static final long BYTES_IN_ALL = 4L << 20;
    private static final long MOST_BYTES = 32L << 10;
    private static final TypeReference<List<Event>> EVENTS = new TypeReference<>() {};

    private final Registry registry;

    /** Events in this registry. */
    public EventLog(Registry registry) {
        this.registry = registry;
    }

    /** All that are kept, oldest first, by service; those of none under the empty name. */
    public Map<String, List<Event>> readAll() {
        Map<String, List<Event>> all = new HashMap<>();
        registry.list(ROOT).forEach((key, entry) -> {
            String name = key.substring(ROOT.length());
            all.put(name.equals(OF_NO_SERVICE) ? "" : name, parse(entry.value()));
        });
        return all;
    }

    /** Those of a service, oldest first. */
    public List<Event> read(String service) {
        return registry.get(key(service)).map(entry -> parse(entry.value())).orElse(List.of());
    }

    /** The latest of all services that are kept, oldest first. */
    public static List<Event> latest(Kept kept) {
        return kept.latestEvents();
    }

    /** Stores a service's events instead of those that are kept. */
    public static Write put(String service, List<Event> events) {
        return Write.put(key(service), json(events));
    }

    /** Stores the latest events of all services. */
    public static Write putLatest(List<Event> events) {
        return Write.put(LATEST, json(events));
    }

    /**
     * The last {@value #MOST} of both, or as many as fit: an embedded registry holds 16 MiB, and must have room for what is
     * needed to decide.
     *
     * @param services how many share what there is for events
     */
    public static List<Event> last(List<Event> before, List<Event> more, int services) {
        List<Event> all = new ArrayList<>(before);
        all.addAll(more);
        long left = Math.min(MOST_BYTES, BYTES_IN_ALL / Math.max(1, services));
        int from = all.size();
        while (from > 0 && all.size() - from < MOST) {
            left -= json(List.of(all.get(from - 1))).length;
            if (left < 0 && from < all.size()) {
                break;
            }
            from--;
        }
        return List.copyOf(all.subList(from, all.size()));
    }

    private static String key(String service) {
        return ROOT + (service.isEmpty() ? OF_NO_SERVICE : service);
    }

    static List<Event> parse(byte[] value) {
        if (value.length == 0) {
            return List.of();
        }
        try {
            return List.copyOf(Json.MAPPER.readValue(value, EVENTS));
        } catch (IOException e) {
            Log.debug("events in the registry cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    private static byte[] json(List<Event> events) {
        try {
            return Json.MAPPER.writeValueAsBytes(events);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts can always be written", e);
        }
    }
}
