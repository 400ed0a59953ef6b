package io.msagent.registry.consul;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before trying again: exponential with full jitter, 50 ms to 2 s. Not thread-safe. */
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 2_000;

    private long bound = FIRST_MILLIS;

    /** At least half the first step, so that no attempt follows another at once. */
    long nextMillis() {
        long millis = ThreadLocalRandom.current().nextLong(FIRST_MILLIS / 2, bound + 1);
        bound = Math.min(bound * 2, LONGEST_MILLIS);
        return millis;
    }

    void reset() {
        bound = FIRST_MILLIS;
    }
}
