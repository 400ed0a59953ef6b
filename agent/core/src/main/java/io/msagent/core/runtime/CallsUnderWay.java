package io.msagent.core.runtime;

import io.msagent.core.client.MayRunHere;
import io.msagent.core.log.Log;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Lets the calls end that are under way when the JVM is told to exit. Calls that the application's own shutdown hooks make
 * go through as well: the JVM waits for those hooks, and nothing of the caller is closed before it halts. Calls that other
 * threads begin after that moment are not waited for, or a program that never stops to call would never end.
 * Safe for use by any thread.
 */
final class CallsUnderWay {
    private final Duration atMost;
    private volatile Generation generation = new Generation();

    /** @param atMost how long an exit waits for calls */
    CallsUnderWay(Duration atMost) {
        this.atMost = atMost;
    }

    /** Has the JVM wait at its exit, and do this afterwards; does nothing if that has begun. */
    void atExit(Runnable afterwards) {
        try {
            Thread hook = new Thread(
                    () -> {
                        await();
                        afterwards.run();
                    },
                    "ms-agent-calls-end");
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            Log.debug("the first call is made while the JVM exits; its own thread waits for it");
        }
    }

    /** A call. */
    @FunctionalInterface
    interface Work {
        Object @Nullable [] run() throws Throwable;
    }

    /** Makes the call; one whose result is a future is under way until that is complete or its body runs here. */
    Object @Nullable [] run(boolean async, Work call) throws Throwable {
        Generation mine = generation;
        mine.count.incrementAndGet();
        boolean goesOn = false;
        try {
            Object[] result = call.run();
            if (result != null && async && result[0] instanceof CompletionStage<?> stage) {
                goesOn = true;
                away(stage).whenComplete((value, thrown) -> mine.leave());
            }
            return result;
        } finally {
            if (!goesOn) {
                mine.leave();
            }
        }
    }

    /** A body in this process is the application's own work, which no exit waits for. */
    private static CompletionStage<?> away(CompletionStage<?> future) {
        return future instanceof MayRunHere call
                ? CompletableFuture.anyOf(
                        future.toCompletableFuture(), call.runsHere().toCompletableFuture())
                : future;
    }

    /** Waits for the calls that are under way now. */
    void await() {
        Generation ending = generation;
        generation = new Generation();
        try {
            long left = ending.await(atMost.toNanos());
            if (left > 0) {
                Log.warn("the process ends with " + left + " calls under way, after drain.timeout " + atMost.toMillis()
                        + "ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The calls that began between two moments; there are two moments in a process's life: its start and its exit. */
    private static final class Generation {
        private final AtomicLong count = new AtomicLong();
        private volatile boolean awaited;

        void leave() {
            if (count.decrementAndGet() == 0 && awaited) {
                synchronized (this) {
                    notifyAll();
                }
            }
        }

        /** How many are left when none is, or the time is over. */
        synchronized long await(long atMostNanos) throws InterruptedException {
            awaited = true;
            long end = System.nanoTime() + atMostNanos;
            while (count.get() > 0 && end - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
            return count.get();
        }
    }
}
