package io.msagent.core.client;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of second attempts: one that looks at the clock, and one for each second attempt that is really made, at
 * most 256, ended when idle. None of them is there while nothing is hedged.
 */
final class HedgeThreads implements AutoCloseable {
    private static final int MOST = 256;
    private static final long IDLE_SECONDS = 10;

    private final AtomicInteger count = new AtomicInteger();
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, "ms-agent-hedge-timer"));
    private final ThreadPoolExecutor attempts = new ThreadPoolExecutor(
            0,
            MOST,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, "ms-agent-hedge-" + count.incrementAndGet()));

    HedgeThreads() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Makes the attempt then, unless it is cancelled before or too many are being made. */
    Future<?> after(long nanos, Runnable attempt) {
        return timer.schedule(() -> start(attempt), nanos, TimeUnit.NANOSECONDS);
    }

    private void start(Runnable attempt) {
        try {
            attempts.execute(attempt);
        } catch (RejectedExecutionException e) {
            // the first attempt goes on without a second
        }
    }

    private static Thread daemon(Runnable task, String name) {
        // without the inheritable thread locals of whoever makes the pool grow
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        attempts.shutdownNow();
    }
}
