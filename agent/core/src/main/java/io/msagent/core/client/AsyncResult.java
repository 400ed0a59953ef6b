package io.msagent.core.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What the caller of an asynchronous method holds. Cancelling it gives the call up. */
final class AsyncResult extends CompletableFuture<@Nullable Object> {
    private volatile @Nullable Future<?> work;
    private volatile @Nullable Future<?> body;

    /** Says which task will complete this. */
    void workedOnBy(Future<?> task) {
        work = task;
        if (isCancelled()) {
            task.cancel(true);
        }
    }

    /** Takes on the outcome of the future that the body returned in this process; null counts as done. */
    void follow(@Nullable Object future) throws Throwable {
        if (future instanceof Future<?> f) {
            body = f;
            if (isCancelled()) {
                f.cancel(true);
            }
        }
        if (future instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, thrown) -> {
                if (thrown == null) {
                    complete(value);
                } else {
                    completeExceptionally(thrown);
                }
            });
        } else if (future instanceof Future<?> f) {
            try {
                complete(f.get());
            } catch (ExecutionException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        } else {
            complete(null);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            cancel(work);
            cancel(body);
        }
        return cancelled;
    }

    private static void cancel(@Nullable Future<?> future) {
        if (future != null) {
            boolean unused = future.cancel(true);
        }
    }
}
