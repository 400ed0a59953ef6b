package io.msagent.core.server;

import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.StatefulCall.Begun;
import io.msagent.core.server.StatefulCall.NotNow;
import io.msagent.core.server.StatefulCall.Unit;
import org.jspecify.annotations.Nullable;

/** A call of a stateful service. */
final class KeptByUnit implements Keeping {
    private final Unit unit;

    KeptByUnit(Unit unit) {
        this.unit = unit;
    }

    @Override
    public Begun begin() throws NotNow {
        return unit.begin();
    }

    @Override
    public @Nullable Answer end(@Nullable Answer outcome) {
        if (outcome == null) {
            unit.lost();
            return null;
        }
        return unit.end(outcome);
    }

    @Override
    public void notStarted() {
        unit.notStarted();
    }

    @Override
    public void cancelled(Answer answer) {
        unit.notStarted();
    }
}
