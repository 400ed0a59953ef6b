package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.Outcome;
import io.msagent.core.client.balance.Candidate;
import io.msagent.core.client.breaker.Verdict;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt on the calling thread and, if it takes long, a second one at another instance on a thread of its own. The
 * first answer wins, and the other attempt is given up. Only for what may run twice; used once.
 */
final class HedgedAttempt {
    private final Attempts attempts;
    private final Candidate first;
    private final Deadline deadline;
    private final Cancellation firstGivenUp = new Cancellation();
    private final Cancellation secondGivenUp = new Cancellation();
    private final CompletableFuture<Second> second = new CompletableFuture<>();
    private boolean firstEnded;
    private boolean secondBegun;

    /** A second attempt that was made. */
    record Second(Candidate candidate, Outcome outcome) {}

    /** Says which instance a second attempt may go to. */
    @FunctionalInterface
    interface Permit {
        /** Null if to none, or if none may be made. */
        @Nullable
        Candidate ask() throws InterruptedException;
    }

    HedgedAttempt(Attempts attempts, Candidate first, Deadline deadline) {
        this.attempts = attempts;
        this.first = first;
        this.deadline = deadline;
    }

    /** Blocks as a single attempt does; the outcome is that of the attempt that decides. */
    Outcome send(HedgeThreads threads, HedgeDelay delay, long nanos, Permit permit) {
        long begin = System.nanoTime();
        Future<?> timer = schedule(threads, nanos, permit);
        Outcome own;
        try {
            own = attempts.exchange(first, deadline, firstGivenUp);
        } finally {
            delay.took(System.nanoTime() - begin);
        }
        if (timer != null) {
            timer.cancel(false);
        }
        boolean two = endFirst();
        if (ends(own) || firstGivenUp.isNeeded()) {
            attempts.note(first.instance(), own);
        }
        if (!two) {
            return own;
        }
        if (ends(own)) {
            secondGivenUp.cancel();
            return own;
        }
        Second other = await();
        if (other == null) {
            attempts.history().mayHaveRun();
            return own;
        }
        attempts.note(other.candidate().instance(), other.outcome());
        return ends(other.outcome()) ? other.outcome() : own;
    }

    /** The second attempt, if there was one and it has ended. */
    @Nullable
    Second second() {
        return second.getNow(null);
    }

    private @Nullable Future<?> schedule(HedgeThreads threads, long nanos, Permit permit) {
        try {
            return threads.after(nanos, () -> makeSecond(permit));
        } catch (RejectedExecutionException e) {
            return null; // this process is ending
        }
    }

    /** Whether a second attempt has begun. */
    private synchronized boolean endFirst() {
        firstEnded = true;
        return secondBegun;
    }

    private synchronized boolean beginSecond() {
        secondBegun = !firstEnded;
        return secondBegun;
    }

    private synchronized boolean isFirstEnded() {
        return firstEnded;
    }

    private void makeSecond(Permit permit) {
        try {
            Candidate candidate = isFirstEnded() ? null : permit.ask();
            if (candidate == null) {
                return;
            }
            if (!beginSecond()) {
                candidate.breaker().ended(Verdict.NOTHING);
                return;
            }
            Outcome outcome;
            try {
                outcome = attempts.exchange(candidate, deadline, secondGivenUp);
            } catch (RuntimeException | Error e) {
                outcome = new Outcome.Lost(e);
            }
            second.complete(new Second(candidate, outcome));
            if (outcome instanceof Outcome.Returned || outcome instanceof Outcome.Threw) {
                firstGivenUp.cancel();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first attempt has failed. Null if the deadline passes or the thread is interrupted before the second ends. */
    private @Nullable Second await() {
        try {
            return second.get(Math.max(1, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            secondGivenUp.cancel();
            Thread.currentThread().interrupt();
            return null;
        } catch (TimeoutException | ExecutionException e) {
            secondGivenUp.cancel();
            return null;
        }
    }

    private static boolean ends(Outcome outcome) {
        return outcome instanceof Outcome.Returned
                || outcome instanceof Outcome.Threw
                || outcome instanceof Outcome.Unreadable;
    }
}
