package io.msagent.stateful.calls;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Returns at once, and changes its state when a test says so. */
final class Later {
    static final AtomicInteger STARTED = new AtomicInteger();
    static volatile CompletableFuture<Integer> release = new CompletableFuture<>();
    private int calls;

    CompletableFuture<Integer> stage(String key) {
        STARTED.incrementAndGet();
        return release.thenApply(unused -> ++calls);
    }

    /** No stage: a thread waits for it. */
    Future<Integer> plain(String key) {
        STARTED.incrementAndGet();
        FutureTask<Integer> task = new FutureTask<>(() -> release.join() + ++calls);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
