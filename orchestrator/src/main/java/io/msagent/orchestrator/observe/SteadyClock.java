package io.msagent.orchestrator.observe;

import java.time.Instant;

/**
 * Time for decisions: the wall clock as it was at the start, and what has passed since by the monotonic clock. A step of
 * the wall clock neither ends a back-off nor prolongs it; what is shown to people may differ from their clock by that
 * step. Safe for use by any thread.
 */
public final class SteadyClock {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    /** Never earlier than what it said before. */
    public Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
