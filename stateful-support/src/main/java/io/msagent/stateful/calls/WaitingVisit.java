package io.msagent.stateful.calls;

import io.msagent.core.call.NotStarted;
import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.deadlock.WaitWatch;

/** A call that waits for its turn, as it is watched. */
record WaitingVisit(Visit visit) implements WaitWatch.Waiting {
    @Override
    public TransactionCall call() {
        return visit.place();
    }

    @Override
    public boolean waits() {
        return visit.partition.waits(visit);
    }

    @Override
    public void refuse(String detail) {
        boolean unused = visit.partition.refuseWaiting(visit, NotStarted.DEADLOCK, detail);
    }
}
