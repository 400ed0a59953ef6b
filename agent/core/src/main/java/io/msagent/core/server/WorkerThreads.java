package io.msagent.core.server;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the threads that bodies run on; they inherit nothing from whoever happens to need one. */
final class WorkerThreads implements ThreadFactory {
    private final AtomicLong made = new AtomicLong();

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(null, task, "ms-agent-worker-" + made.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }
}
