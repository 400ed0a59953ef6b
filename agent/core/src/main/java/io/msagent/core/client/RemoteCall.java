package io.msagent.core.client;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.msagent.core.call.Deadline;

/** One call on its way to its end, by the table of the failure model. Used once, by one thread. */
final class RemoteCall {
    /** Takes the pauses; what is done in each step is decided by the route, and when to stop as well. */
    private static final RetryPolicy<Step> PAUSES = RetryPolicy.<Step>builder()
            .handleResultIf(step -> step instanceof Step.Again)
            .handleIf(thrown -> false) // else Failsafe would repeat whatever throws
            .withDelayFn(context -> ((Step.Again) context.getLastResult()).pause())
            .withMaxRetries(-1)
            .build();

    private final Attempts attempts;
    private final CallHistory history;
    private final Deadline deadline;
    private final Route route;

    RemoteCall(Attempts attempts, Deadline deadline, Route route) {
        this.attempts = attempts;
        this.history = attempts.history();
        this.deadline = deadline;
        this.route = route;
    }

    /** Goes on until the call has ended, one way or another. Blocks; never returns {@link Step.Again}. */
    Step run() {
        try {
            return steps();
        } finally {
            attempts.end();
        }
    }

    private Step steps() {
        Step first = step();
        if (!(first instanceof Step.Again)) {
            return first;
        }
        try {
            return Failsafe.with(PAUSES).get(context -> context.isFirstAttempt() ? first : step());
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                return new Step.Failed(history.interrupted(e.getCause()));
            }
            throw e;
        }
    }

    private Step step() {
        try {
            if (Thread.currentThread().isInterrupted()) {
                return new Step.Failed(history.interrupted(null));
            }
            return deadline.passed() ? route.outOfTime() : route.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Step.Failed(history.interrupted(e));
        }
    }
}
