package io.msagent.core.server;

import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.CallRecord.Claim;
import org.jspecify.annotations.Nullable;

/** A call of the record of calls. */
final class KeptInRecord implements Keeping {
    private final Claim claim;

    KeptInRecord(Claim claim) {
        this.claim = claim;
    }

    /** A claim without end would be waited for. */
    @Override
    public @Nullable Answer end(@Nullable Answer outcome) {
        claim.complete(outcome == null ? Answers.unknown() : outcome);
        return outcome;
    }

    @Override
    public void notStarted() {
        claim.withdraw();
    }

    /** Kept: an arrival that is still on its way must not start it either. */
    @Override
    public void cancelled(Answer answer) {
        claim.complete(answer);
    }
}
