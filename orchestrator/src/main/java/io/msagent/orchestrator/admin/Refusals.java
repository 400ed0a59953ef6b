package io.msagent.orchestrator.admin;

import io.msagent.core.log.Log;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Warnings of what anybody can bring about: one in ten seconds, so that nobody can fill the log. Safe for use by any thread. */
final class Refusals {
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final AtomicLong due = new AtomicLong(System.nanoTime());
    private final AtomicLong untold = new AtomicLong();

    void warn(String message) {
        long now = System.nanoTime();
        long next = due.get();
        if (now - next < 0 || !due.compareAndSet(next, now + PAUSE_NANOS)) {
            untold.incrementAndGet();
            return;
        }
        long more = untold.getAndSet(0);
        Log.warn(message + (more == 0 ? "" : " (and " + more + " more before)"));
    }
}
