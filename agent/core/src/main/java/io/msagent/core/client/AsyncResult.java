package io.msagent.core.client;

import io.msagent.core.call.WorkerSlot;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of an asynchronous method holds, and what it derives from that. Cancelling the first gives the call up.
 * A provider's worker that waits for one of them lends its slot, as it does in a synchronous call.
 */
final class AsyncResult extends CompletableFuture<@Nullable Object> implements MayRunHere {
    private final CompletableFuture<@Nullable Void> runsHere = new CompletableFuture<>();
    private volatile @Nullable Future<?> work;
    private volatile @Nullable Future<?> body;

    /** Says which task will complete this. */
    void workedOnBy(Future<?> task) {
        work = task;
        if (isCancelled()) {
            task.cancel(true);
        }
    }

    @Override
    public CompletionStage<?> runsHere() {
        return runsHere;
    }

    /** Says that the body is about to run in this process. */
    void decidedToRunHere() {
        runsHere.complete(null);
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

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        @SuppressWarnings("unchecked") // a future is not bound to a type before it has completed
        CompletableFuture<U> next = (CompletableFuture<U>) new AsyncResult();
        return next;
    }

    @Override
    public @Nullable Object get() throws InterruptedException, ExecutionException {
        WorkerSlot slot = lend();
        try {
            return super.get();
        } finally {
            takeBack(slot);
        }
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        WorkerSlot slot = lend();
        try {
            return super.get(timeout, unit);
        } finally {
            takeBack(slot);
        }
    }

    @Override
    public @Nullable Object join() {
        WorkerSlot slot = lend();
        try {
            return super.join();
        } finally {
            takeBack(slot);
        }
    }

    private @Nullable WorkerSlot lend() {
        WorkerSlot slot = isDone() ? null : WorkerSlot.current();
        if (slot != null) {
            slot.lend();
        }
        return slot;
    }

    private static void takeBack(@Nullable WorkerSlot slot) {
        if (slot != null) {
            slot.takeBack();
        }
    }
}
