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
        begun = true;
        return new Begun(object, partition.lease.epoch());
    }

    private KeyObject object() throws NotNow {
        KeyObject there = visit.partition.object(visit);
        if (there == null) {
            there = Objects.made(visit, visit.partition.handedState(visit));
            visit.partition.put(visit, there);
        }
        return there;
    }

    @Override
    public @Nullable Answer end(Answer outcome) {
        Answer out = visit.partition.keep(visit, outcome) ? outcome : null;
        visit.partition.end(visit, out);
        return out;
    }

    @Override
    public void withdrawn() {
        if (begun) {
            // the body may have run: it must not run again
            boolean unused = visit.partition.keep(visit, UnknownOutcome.OF_A_FAULT);
            visit.partition.end(visit, UnknownOutcome.OF_A_FAULT);
        } else {
            visit.partition.withdraw(visit);
        }
    }
}
