package io.msagent.orchestrator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Entry;
import io.msagent.core.registry.Registry.Write;
import io.msagent.core.registry.RegistryException;
import io.msagent.orchestrator.store.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ends the registry sessions of processes that have ended, so that the keys which they owned have other owners at once, and
 * not only when the session has run out. Used by the control thread alone.
 *
 * <p>No fence is needed: an instance's id is never used again, lock and name are read together, and a process that has ended
 * owns nothing any more, whoever says so.
 */
final class DeadOwners {
    /** Below it are the locks on partitions; the value says which instance has it. */
    static final String LEASES = "ms-agent-leases/";

    private final Registry registry;
    private final Set<String> known = new HashSet<>();
    private final Set<String> waiting = new HashSet<>();
    private final Once once = new Once();

    DeadOwners(Registry registry) {
        this.registry = registry;
    }

    /** The process of the instance has certainly ended; nothing is done before the next {@link #round}. */
    void add(String id) {
        if (known.add(id)) {
            waiting.add(id);
        }
    }

    /** Forgets all but these, and those for which nothing could be done yet. */
    void keepTo(Collection<String> ids) {
        known.removeIf(id -> !ids.contains(id) && !waiting.contains(id));
    }

    /** Ends the sessions of those that were added; what fails because the registry is away is tried again the next time. */
    void round() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            Map<String, Entry> theirs = registry.list(LEASES);
            theirs.values().removeIf(entry -> !waiting.contains(owner(entry)));
            free(theirs);
            Set<String> sessions = theirs.values().stream()
                    .map(Entry::session)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            for (String session : sessions) {
                registry.closeSession(session);
                Log.info("ended session " + session + ": the process that owned keys by it is gone");
            }
            waiting.clear();
        } catch (RegistryException e) {
            if (e.kind() == RegistryException.Kind.AWAY) {
                Log.debug("leases of what has ended: " + e.getMessage());
                return;
            }
            waiting.clear();
            once.warn(
                    LEASES,
                    "keys of an instance that has ended have no owner until its session runs out, about 10 s: "
                            + e.getMessage() + " (see the orchestrator's policy in docs/security.md)");
        }
    }

    /**
     * Says under the locks that nobody serves those keys. A process that has just started would not believe it otherwise: a
     * registry that is started anew ends sessions of owners who live.
     */
    private void free(Map<String, Entry> locks) {
        List<Write> writes = new ArrayList<>();
        locks.forEach((key, entry) ->
                freed(entry.value()).ifPresent(value -> writes.add(new Write(key, value, entry.modifyIndex()))));
        for (int from = 0; from < writes.size(); from += Registry.MOST_WRITES) {
            List<Write> some = writes.subList(from, Math.min(writes.size(), from + Registry.MOST_WRITES));
            if (!registry.transact(some, null)) {
                Log.debug("another has taken some of the keys of what has ended");
            }
        }
    }

    /** Empty if it says so already. */
    private static Optional<byte[]> freed(byte[] value) {
        try {
            return Json.MAPPER.readTree(value) instanceof ObjectNode lease
                            && !lease.path("free").asBoolean()
                    ? Optional.of(Json.MAPPER.writeValueAsBytes(lease.put("free", true)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Under which id the owner was started: an instance's id is SERVICE.ID; empty if nobody can tell. */
    private static String owner(Entry entry) {
        try {
            JsonNode value = Json.MAPPER.readTree(entry.value());
            String instance = value == null ? "" : value.path("instance").asText();
            return instance.substring(instance.lastIndexOf('.') + 1);
        } catch (IOException e) {
            return "";
        }
    }
}
