package io.msagent.orchestrator.admin;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of the admin address beside those of its sockets; all are daemons. */
final class AdminThreads implements AutoCloseable {
    private static final int REQUESTS = 8;
    private static final int WAITING = 1_000;

    /** For requests, which may block; refuses when too many wait. */
    final ThreadPoolExecutor requests = new ThreadPoolExecutor(
            REQUESTS, REQUESTS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), named("ms-agent-admin-"));

    /** For what happens again and again, which must not block. */
    final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("ms-agent-admin-timer-"));

    AdminThreads() {
        requests.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    static ThreadFactory named(String prefix) {
        AtomicInteger made = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        requests.shutdownNow();
        timer.shutdownNow();
    }
}
