package io.msagent.orchestrator.control;

import io.msagent.core.registry.RegistryException;
import io.msagent.orchestrator.model.Event;
import io.msagent.orchestrator.store.EventLog;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events that the registry has: megabytes, for which all pages ask at the same time when an orchestrator is back. Who asks
 * within a second of another gets what that one got. Safe for use by any thread; one asks the registry at a time.
 */
final class PastEvents {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final EventLog log;
    private List<Event> all = List.of();
    private @Nullable RegistryException failure;
    private long readAt = System.nanoTime() - 2 * FRESH_NANOS;

    PastEvents(EventLog log) {
        this.log = log;
    }

    synchronized List<Event> all() {
        if (System.nanoTime() - readAt > FRESH_NANOS) {
            try {
                all = log.readAll().values().stream().flatMap(List::stream).toList();
                failure = null;
            } catch (RegistryException e) {
                // those that have waited meanwhile are not to wait as long again, one after the other
                failure = e;
            }
            readAt = System.nanoTime();
        }
        if (failure != null) {
            throw failure;
        }
        return all;
    }
}
