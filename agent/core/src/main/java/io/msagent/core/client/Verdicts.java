package io.msagent.core.client;

import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Outcome;
import io.msagent.core.client.breaker.Verdict;
import java.net.SocketTimeoutException;

/** What an attempt's outcome says about the instance. */
final class Verdicts {
    private Verdicts() {}

    /** @param givenUp whether the caller gave the attempt up: interrupted, or another was quicker */
    static Verdict of(Outcome outcome, boolean givenUp) {
        if (outcome instanceof Outcome.Unreachable unreachable) {
            return givenUp ? Verdict.NOTHING : connection(unreachable.cause());
        }
        if (outcome instanceof Outcome.Lost lost) {
            return givenUp ? Verdict.NOTHING : connection(lost.cause());
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refusal(refused.reason());
        }
        return outcome instanceof Outcome.Unreadable ? Verdict.POOR : Verdict.WELL;
    }

    /** A body may be slow, for which the instance need not be to blame. */
    private static Verdict connection(Throwable cause) {
        if (cause instanceof NoFreeConnectionException) {
            return Verdict.NOTHING;
        }
        return cause instanceof SocketTimeoutException ? Verdict.POOR : Verdict.GONE;
    }

    /**
     * An overloaded instance is not ejected: it works as hard as it can, so to leave it alone would only lower what all of
     * them get done. The balancer sees its load.
     */
    private static Verdict refusal(NotStarted reason) {
        return switch (reason) {
            case OVERLOADED, EXPIRED, CANCELLED, NOT_OWNER, DEADLOCK, UNAUTHORISED, BAD_REQUEST -> Verdict.WELL;
            case QUIESCING, UNREAD, UNKNOWN_SERVICE, UNKNOWN_METHOD, OTHER_DIGEST, NO_RECEIVER -> Verdict.GONE;
        };
    }
}
