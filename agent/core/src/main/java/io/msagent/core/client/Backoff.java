package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The pauses of one call: exponential with full jitter, that is, evenly spread between 0 and min(max, base * 2^n), so
 * that callers that failed together do not come back together. Used by one thread.
 */
final class Backoff {
    private final ClientOptions options;
    private int round;

    Backoff(ClientOptions options) {
        this.options = options;
    }

    /** The next pause, never past the deadline. */
    Duration next(Deadline deadline) {
        long base = options.backoff().toNanos();
        long bound = Math.min(options.backoffMax().toNanos(), base << Math.min(round++, 20));
        long pause = ThreadLocalRandom.current().nextLong(Math.max(1, bound) + 1);
        return Duration.ofNanos(Math.max(0, Math.min(pause, deadline.left().toNanos() + 1)));
    }
}
