package io.msagent.core.client;

import io.msagent.CallInterruptedException;
import io.msagent.CallRefusedException;
import io.msagent.DeadlineExceededException;
import io.msagent.DeadlockException;
import io.msagent.NoInstanceException;
import io.msagent.OutcomeUnknownException;
import io.msagent.ProtocolException;
import io.msagent.core.metrics.Ending;
import java.util.Locale;

/** How a whole call ended, for the metrics. */
enum CallEnding implements Ending {
    RETURNED("returned"),
    THREW("threw"),
    RAN_HERE("ran-here"),
    NO_INSTANCE("failed"),
    REFUSED("failed"),
    DEADLOCK("failed"),
    OUTCOME_UNKNOWN("failed"),
    DEADLINE_EXCEEDED("failed"),
    INTERRUPTED("failed"),
    UNREADABLE("failed"),
    OTHER("failed");

    private final String status;

    CallEnding(String status) {
        this.status = status;
    }

    static CallEnding of(Step step) {
        if (step instanceof Step.Returned) {
            return RETURNED;
        }
        if (step instanceof Step.Threw) {
            return THREW;
        }
        return step instanceof Step.Failed failed ? of(failed.exception()) : RAN_HERE;
    }

    private static CallEnding of(Throwable thrown) {
        if (thrown instanceof NoInstanceException) {
            return NO_INSTANCE;
        }
        if (thrown instanceof CallRefusedException) {
            return REFUSED;
        }
        if (thrown instanceof DeadlockException) {
            return DEADLOCK;
        }
        if (thrown instanceof OutcomeUnknownException) {
            return OUTCOME_UNKNOWN;
        }
        if (thrown instanceof DeadlineExceededException) {
            return DEADLINE_EXCEEDED;
        }
        if (thrown instanceof CallInterruptedException) {
            return INTERRUPTED;
        }
        return thrown instanceof ProtocolException ? UNREADABLE : OTHER;
    }

    @Override
    public String status() {
        return status;
    }

    @Override
    public String error() {
        return this == RETURNED || this == RAN_HERE
                ? ""
                : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
