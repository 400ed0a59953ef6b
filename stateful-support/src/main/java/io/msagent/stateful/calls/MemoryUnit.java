package io.msagent.stateful.calls;

import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.StatefulCall.Begun;
import io.msagent.core.server.StatefulCall.NotNow;
import io.msagent.core.server.StatefulCall.Unit;
import org.jspecify.annotations.Nullable;

/** One run of a body whose effect is in memory, or wherever the application keeps it: its outcome is kept here. */
final class MemoryUnit implements Unit {
    private final Visit visit;
    private boolean begun;

    MemoryUnit(Visit visit) {
        this.visit = visit;
    }

    @Override
    public Begun begin() throws NotNow {
        Partition partition = visit.partition;
        partition.begin(visit);
        Object object = visit.kind() == Kind.EXTERNAL ? null : object().object;
        partition.confirm();
        begun = true;
        return new Begun(object, partition.lease.epoch());
    }

    private KeyObject object() throws NotNow {
        KeyObject there = visit.partition.object(visit);
        if (there == null) {
            there = KeyObjects.made(visit, visit.partition.handedState(visit));
            visit.partition.put(visit, there);
        }
        return there;
    }

    @Override
    public @Nullable Answer end(Answer outcome) {
        Answer out = null;
        try {
            if (visit.partition.keep(visit, outcome)) {
                out = outcome;
            }
        } finally {
            visit.partition.end(visit, out);
        }
        return out;
    }

    @Override
    public void notStarted() {
        visit.partition.withdraw(visit);
    }

    @Override
    public void lost() {
        if (begun) {
            // the body may have run: it must not run again
            Answer unused = end(UnknownOutcome.OF_A_FAULT);
        } else {
            visit.partition.withdraw(visit);
        }
    }
}
