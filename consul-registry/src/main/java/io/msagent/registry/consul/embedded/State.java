package io.msagent.registry.consul.embedded;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Everything the server knows. Safe for use by any thread through {@link #in}; time passes only in {@link #tick}.
 */
final class State {
    private final Changes changes;
    private final Services services;
    private final Keys keys;
    private final Sessions sessions;

    /** @param firstIndex at least 1 and above all that were ever given out */
    State(LongSupplier nanoTime, long firstIndex, KeyLog log) {
        changes = new Changes(nanoTime, firstIndex);
        services = new Services(changes);
        keys = new Keys(changes, log);
        sessions = new Sessions(changes, keys::ended);
    }

    /** Does something while nobody else can change the state. */
    <T> T in(Supplier<T> action) {
        synchronized (changes) {
            return action.get();
        }
    }

    /** Lets time pass. Returns nanoseconds until it wants to be called again, at most a minute. */
    long tick() {
        synchronized (changes) {
            long until = Math.min(services.tick(), Math.min(sessions.tick(), keys.tick()));
            long sensible = Math.min(Math.max(until, 0), 60_000_000_000L);
            changes.tickedUntil(changes.now() + sensible);
            return sensible;
        }
    }

    /** Only inside {@link #in}. */
    Services services() {
        return services;
    }

    /** Only inside {@link #in}. */
    Keys keys() {
        return keys;
    }

    /** Only inside {@link #in}. */
    Sessions sessions() {
        return sessions;
    }

    /** Also the monitor that {@link #in} holds. */
    Changes changes() {
        return changes;
    }
}
