package io.msagent.orchestrator.admin;

import io.msagent.orchestrator.model.Event;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Events that were told lately: the registry may not have them yet. For use by one thread. */
final class RecentEvents {
    private static final int MOST = 1_000;

    private final Deque<Event> recent = new ArrayDeque<>();

    void add(Event event) {
        if (recent.size() == MOST) {
            recent.removeFirst();
        }
        recent.add(event);
    }

    /** Those that the registry has and those of these that come after {@code last}, by id, each once. */
    Collection<Event> with(List<Event> kept, String last) {
        TreeMap<String, Event> all = new TreeMap<>();
        Stream.concat(kept.stream(), recent.stream())
                .filter(event -> event.id().compareTo(last) > 0)
                .forEach(event -> all.put(event.id(), event));
        return all.values();
    }
}
