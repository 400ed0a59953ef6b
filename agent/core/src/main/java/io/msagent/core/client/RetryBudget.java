package io.msagent.core.client;

import java.time.Duration;

/**
 * Bounds this process's attempts beyond the first, retries and hedges: over the last ten seconds at most 20 % of the calls, or ten a second,
 * whichever is more. A sick cluster is not hammered. Safe for use by any thread.
 */
final class RetryBudget {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final double SHARE = 0.2;
    private static final int AT_LEAST_A_SECOND = 10;

    private final RecentCount calls = new RecentCount(WINDOW);
    private final RecentCount retries = new RecentCount(WINDOW);

    /** A call begins. */
    void call() {
        calls.add();
    }

    /** Whether another attempt may be made now; if so it is counted. It is rare enough for a lock. */
    synchronized boolean take() {
        if (left() <= 0) {
            return false;
        }
        retries.add();
        return true;
    }

    /** How many attempts beyond the first may be made now. */
    long left() {
        long allowed = Math.max(AT_LEAST_A_SECOND * WINDOW.toSeconds(), (long) (SHARE * calls.sum()));
        return Math.max(0, allowed - retries.sum());
    }
}
