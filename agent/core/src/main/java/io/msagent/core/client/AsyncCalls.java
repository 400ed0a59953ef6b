package io.msagent.core.client;

import io.msagent.CallRefusedException;
import io.msagent.core.call.CallContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls whose result is a future, each on a thread of a pool that is started as needed and ended when idle. Of
 * each depth of nesting at most 256 are made at once and at most 10,000 wait, and of all depths at most 4,096 are made;
 * past that a call is refused and its body has not started. A call waits only for calls that are nested deeper, so that one depth holding up another would be a
 * recursion that waits for itself: with room of its own for each depth there is none.
 */
final class AsyncCalls implements AutoCloseable {
    private static final int MOST_AT_ONCE = 256;
    private static final int MOST_OF_ALL = 4_096;
    private static final int MOST_WAITING = 10_000;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final AtomicInteger threads = new AtomicInteger();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    private final Lanes lanes = new Lanes(pool, MOST_AT_ONCE, MOST_OF_ALL, MOST_WAITING);

    /** Makes the call; null means that the body is to run here. */
    @FunctionalInterface
    interface Remote {
        Object @Nullable [] call() throws Throwable;
    }

    /** Runs the body here and returns its future. */
    @FunctionalInterface
    interface Here {
        @Nullable
        Object run() throws Throwable;
    }

    /**
     * Starts a call.
     *
     * @param history tells of the call, should it be refused
     * @throws CallRefusedException if too many are running and waiting
     */
    CompletableFuture<@Nullable Object> start(Remote remote, Here here, CallHistory history) {
        AsyncResult result = new AsyncResult();
        CallContext context = CallContext.current();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Task task = new Task(() -> inContext(context, loader, () -> work(remote, here, result)), result);
        result.workedOnBy(task);
        try {
            lanes.execute(context == null ? 0 : context.depth() + 1, task);
        } catch (RejectedExecutionException e) {
            throw history.refused(String.valueOf(e.getMessage()), "Start fewer at once.", e);
        }
        return result;
    }

    private static void work(Remote remote, Here here, AsyncResult result) {
        try {
            Object[] answer = remote.call();
            if (answer != null) {
                result.complete(answer[0]);
            } else {
                result.decidedToRunHere();
                result.follow(here.run());
            }
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /** The call, and what the application hangs on its future, see what they would see on the thread that made it. */
    private static void inContext(@Nullable CallContext context, @Nullable ClassLoader loader, Runnable work) {
        Thread.currentThread().setContextClassLoader(loader);
        if (context == null) {
            work.run();
            return;
        }
        try (CallContext.Scope unused = context.open()) {
            work.run();
        }
    }

    private Thread thread(Runnable work) {
        // without the inheritable thread locals of whoever makes the pool grow
        Thread thread = new Thread(null, work, "ms-agent-call-" + threads.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /** Tells the future if it is cancelled before it has run. */
    private static final class Task extends FutureTask<@Nullable Void> {
        private final AsyncResult result;

        Task(Runnable work, AsyncResult result) {
            super(work, null);
            this.result = result;
        }

        @Override
        protected void done() {
            if (isCancelled()) {
                result.cancel(false);
            }
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        for (Runnable neverRun : lanes.close()) {
            ((Task) neverRun).cancel(false);
        }
    }
}
