package io.msagent.stateful.lease;

import java.time.Duration;
import java.util.function.LongSupplier;

/** One session in the registry, from its opening to the moment at which it may have ended. Safe for use by any thread. */
final class Term {
    /** The shortest that Consul allows; it may let a session live for twice as long. */
    static final Duration TTL = Duration.ofSeconds(10);

    /** Until then nobody else can have its locks, even if this machine's clock runs somewhat slower than the registry's. */
    private static final long SURE_NANOS = Duration.ofSeconds(9).toNanos();

    private final String id;
    private final LongSupplier nanoTime;
    private final long opened;
    private volatile long renewed;
    private volatile boolean over;

    /**
     * @param nanoTime goes on while the process is stopped
     * @param opened before the request that opened it was sent
     */
    Term(String id, LongSupplier nanoTime, long opened) {
        this.id = id;
        this.nanoTime = nanoTime;
        this.opened = opened;
        this.renewed = opened;
    }

    /** The session's id. */
    String id() {
        return id;
    }

    /** Whether the session has certainly not ended. Once false it stays false, though the session may go on. */
    boolean isSure() {
        if (!over && nanoTime.getAsLong() - renewed >= SURE_NANOS) {
            over = true;
        }
        return !over;
    }

    /** @param sent before the request that renewed it was sent */
    void renewed(long sent) {
        renewed = sent;
    }

    void end() {
        over = true;
    }

    /**
     * Whether whoever held a lock by a session that ended before this one began is sure to know it: a registry that was
     * started anew, or lost its data, has ended all sessions before their time.
     */
    boolean isSettled() {
        return nanoTime.getAsLong() - opened >= TTL.toNanos();
    }
}
