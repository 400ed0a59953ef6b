package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Write;
import io.msagent.orchestrator.model.Event;
import io.msagent.orchestrator.observe.Transition;
import io.msagent.orchestrator.store.EventLog;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.Store;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * History for people. The leader writes it and logs it; who follows hears of it through the registry, and remembers for a
 * while what it has seen itself, because the leader may be gone before it has written it. Used by the control thread alone.
 */
final class Journal {
    private static final int MOST_PENDING = 10_000;
    private static final int MOST_SERVICES_A_ROUND = 50;
    /** So long a follower remembers. A leader's session ends within 20 s. */
    private static final long REMEMBERED_SECONDS = 30;

    private final Store store;
    private final EventLog log;
    private final Transitions words;
    private final Consumer<Event> listener;
    private final Deque<Event> pending = new ArrayDeque<>();
    private final Map<String, List<Event>> written = new HashMap<>();
    private List<Event> latest = List.of();
    private String told = "";
    private int services;
    private boolean leads;

    /** @param listener hears each event once */
    Journal(Store store, EventLog log, Transitions words, Consumer<Event> listener) {
        this.store = store;
        this.log = log;
        this.words = words;
        this.listener = listener;
    }

    /** Begins a round. */
    void begin(Kept kept, boolean nowLeads, List<Transition> transitions, Instant now) {
        List<Event> kepts = EventLog.latest(kept);
        String newest = kepts.isEmpty() ? "" : kepts.get(kepts.size() - 1).id();
        if (!nowLeads && told.isEmpty()) {
            told = newest;
        }
        if (nowLeads && !leads) {
            latest = kepts;
            words.after(newest);
            written.clear();
            // the former leader's events have been told of by its name
            hear(kepts);
        }
        leads = nowLeads;
        services = Math.max(kept.all(Kind.LAUNCH).size(), written.size());
        for (Transition transition : transitions) {
            add(words.event(transition, kept, now));
        }
        if (!leads) {
            hear(kepts);
            pending.removeIf(event -> Instant.parse(event.at()).isBefore(now.minusSeconds(REMEMBERED_SECONDS)));
        }
    }

    /** Something that happened to a service, a host or an orchestrator. */
    void add(Event event) {
        if (pending.size() >= MOST_PENDING) {
            pending.removeFirst();
        }
        pending.add(event);
        if (leads) {
            words.log(event);
            tell(event);
        } else {
            Log.debug(event.toString());
        }
    }

    /** Writes what is to be written, services by services so that no round takes long. */
    void write(Registry.Fence fence) {
        if (pending.isEmpty()) {
            return;
        }
        Map<String, List<Event>> byService = new LinkedHashMap<>();
        List<Event> later = new ArrayList<>();
        for (Event event : pending) {
            if (byService.size() < MOST_SERVICES_A_ROUND || byService.containsKey(event.service())) {
                byService
                        .computeIfAbsent(event.service(), s -> new ArrayList<>())
                        .add(event);
            } else {
                later.add(event);
            }
        }
        List<List<Write>> writes = new ArrayList<>();
        List<Event> news = new ArrayList<>();
        byService.forEach((service, events) -> {
            List<Event> before = written.computeIfAbsent(service, log::read);
            events.removeIf(event -> before.stream().anyMatch(b -> isSame(b, event)));
            if (!events.isEmpty()) {
                news.addAll(events);
                List<Event> all = EventLog.last(before, events, services);
                written.put(service, all);
                writes.add(List.of(EventLog.put(service, all)));
            }
        });
        latest = EventLog.last(latest, news, 1);
        writes.add(List.of(EventLog.putLatest(latest)));
        pending.clear();
        pending.addAll(later);
        int unused = store.commitAll(writes, fence);
    }

    /** What both have seen, the leader that wrote it down and who then followed it. */
    private static boolean isSame(Event one, Event other) {
        return !one.by().equals(other.by())
                && !one.instance().isEmpty()
                && one.instance().equals(other.instance())
                && one.to().equals(other.to())
                && Math.abs(Instant.parse(one.at()).getEpochSecond()
                                - Instant.parse(other.at()).getEpochSecond())
                        <= REMEMBERED_SECONDS;
    }

    private void hear(List<Event> kepts) {
        for (Event event : kepts) {
            if (event.id().compareTo(told) > 0) {
                tell(event);
            }
        }
    }

    private void tell(Event event) {
        told = event.id().compareTo(told) > 0 ? event.id() : told;
        listener.accept(event);
    }
}
