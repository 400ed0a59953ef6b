package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.Outcome;
import io.msagent.core.client.balance.Candidate;
import io.msagent.core.client.breaker.Verdict;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes one call's attempts as far as the retry budget allows, hedged if that is wanted. Used by the thread that makes the call. */
final class Sending {
    /** A request that cannot be answered in time would only leave it open whether its body has run. */
    private static final long LEAST_MILLIS_FOR_A_RETRY = 5;

    private final Attempts attempts;
    private final Service service;
    private final RetryBudget budget;
    private final @Nullable HedgeDelay hedge;
    private final HedgeThreads threads;

    /** @param hedge null if the method is not hedged */
    Sending(Attempts attempts, Service service, RetryBudget budget, @Nullable HedgeDelay hedge, HedgeThreads threads) {
        this.attempts = attempts;
        this.service = service;
        this.budget = budget;
        this.hedge = hedge;
        this.threads = threads;
    }

    Attempts attempts() {
        return attempts;
    }

    /** What came of the attempts made at the same time; of the second only if there was one and it has ended. */
    record Sent(Outcome outcome, HedgedAttempt.@Nullable Second second) {}

    /** Makes an attempt; null if the retry budget, or the little time left, does not allow one now. */
    @Nullable
    Outcome once(Candidate to, Deadline deadline) {
        return mayBegin(to, deadline, false) ? attempts.send(to, deadline) : null;
    }

    /**
     * Makes an attempt at the one instance that may be asked.
     *
     * @param unpaid whatever the retry budget says: after an attempt that has cost the other side next to nothing
     * @param atMost the longest it may take, instead of until the registry speaks against the instance
     */
    @Nullable
    Outcome toOwner(Candidate to, Deadline deadline, boolean unpaid, @Nullable Duration atMost) {
        if (!mayBegin(to, deadline, unpaid)) {
            return null;
        }
        return atMost == null ? attempts.send(to, deadline) : attempts.send(to, deadline, atMost);
    }

    /**
     * As {@link #once}, with a second attempt beside it when the first takes long. A call has at most one.
     *
     * @param another where a second one may go to
     */
    @Nullable
    Sent hedged(Candidate to, HedgedAttempt.Permit another, Deadline deadline) {
        OptionalLong delay = hedge == null || attempts.history().attempts() > 0 ? OptionalLong.empty() : hedge.nanos();
        if (!mayBegin(to, deadline, false)) {
            return null;
        }
        if (hedge == null || delay.isEmpty()) {
            long begin = System.nanoTime();
            Outcome outcome = attempts.send(to, deadline);
            if (hedge != null) {
                hedge.took(System.nanoTime() - begin);
            }
            return new Sent(outcome, null);
        }
        HedgedAttempt both = new HedgedAttempt(attempts, to, deadline);
        Outcome outcome = both.send(threads, hedge, delay.getAsLong(), () -> second(another, deadline));
        return new Sent(outcome, both.second());
    }

    private @Nullable Candidate second(HedgedAttempt.Permit another, Deadline deadline) throws InterruptedException {
        if (deadline.millisLeft() < LEAST_MILLIS_FOR_A_RETRY) {
            return null;
        }
        Candidate candidate = another.ask();
        if (candidate == null) {
            return null;
        }
        if (!budget.take()) {
            candidate.breaker().ended(Verdict.NOTHING);
            return null;
        }
        service.hedged();
        return candidate;
    }

    /** Instead of an attempt that we cut ourselves, another one may be made in any case: it might have been answered. */
    private boolean mayRetry() {
        return attempts.wasCut() || budget.take();
    }

    private boolean mayBegin(Candidate to, Deadline deadline, boolean unpaid) {
        boolean again = attempts.history().attempts() > 0;
        if (again && (deadline.millisLeft() < LEAST_MILLIS_FOR_A_RETRY || !unpaid && !mayRetry())) {
            to.breaker().ended(Verdict.NOTHING); // it is not tried after all
            return false;
        }
        attempts.history().attempt();
        return true;
    }
}
