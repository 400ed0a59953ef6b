package io.msagent.core.runtime;

import io.msagent.core.log.Log;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a provider that stops says to the registry, first and last, on a thread of its own: a registry that hangs must not
 * use up the time that is there for bodies to end. Used by one thread, once.
 */
final class Farewell {
    private final CountDownLatch firstSaid = new CountDownLatch(1);
    private final CountDownLatch lastWanted = new CountDownLatch(1);
    private final CountDownLatch lastSaid = new CountDownLatch(1);
    private final Runnable first;
    private final Runnable last;

    /**
     * Says nothing yet.
     *
     * @param first that the provider is about to leave
     * @param last that it has left; said after the first
     */
    Farewell(Runnable first, Runnable last) {
        this.first = first;
        this.last = last;
    }

    /** Says the first word; waits for its end, so long at most. */
    void begin(Duration atMost) {
        Thread thread = new Thread(null, this::say, "ms-agent-leave", 0, false);
        thread.setDaemon(true);
        thread.start();
        await(firstSaid, atMost);
    }

    /** Says the last word as soon as the first one is said; waits for its end, so long at most. */
    void end(Duration atMost) {
        lastWanted.countDown();
        await(lastSaid, atMost);
    }

    private void say() {
        try {
            say(first);
            firstSaid.countDown();
            lastWanted.await();
            say(last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lastSaid.countDown();
        }
    }

    private static void say(Runnable word) {
        try {
            word.run();
        } catch (RuntimeException e) {
            Log.write(Log.Level.ERROR, "leaving the registry", e);
        }
    }

    /** An interrupt ends the wait and is kept. */
    private static void await(CountDownLatch said, Duration atMost) {
        try {
            boolean unused = said.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
