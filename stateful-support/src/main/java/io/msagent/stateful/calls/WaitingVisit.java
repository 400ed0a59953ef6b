package io.msagent.stateful.calls;

import io.msagent.core.call.NotStarted;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.server.StatefulCall.NotNow;
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

    /**
     * If the body that has made the call runs again, the call may have ended in its first run: then nothing must be said that
     * sounds as if it had not.
     */
    @Override
    public void refuse(String detail) {
        try {
            visit.partition.checkNew(visit);
            visit.partition.endWaiting(visit, call -> call.refuse(NotStarted.DEADLOCK, detail, null));
        } catch (NotNow e) {
            visit.partition.endWaiting(visit, e::end);
        }
    }
}
