package io.msagent.core.server;

import io.msagent.core.call.NotStarted;
import io.msagent.core.server.CallRecord.Claim;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a call that has arrived: a worker's, the record's, or nobody's. */
final class Admission {
    private final CallRecord record;
    private final Workers workers;
    private final InFlight inFlight = new InFlight();

    Admission(CallRecord record, Workers workers) {
        this.record = record;
        this.workers = workers;
    }

    /** Never blocks. */
    void admit(Call call) {
        if (call.method().about().idempotent()) {
            start(call, null);
            return;
        }
        // before all that could refuse it: to call a repeated id "not started" would be untrue
        Claim claim = record.claim(call.headers().id());
        if (claim.first()) {
            start(call, claim);
        } else {
            answerFrom(claim, call);
        }
    }

    boolean isDraining() {
        return inFlight.isClosed();
    }

    /** See {@link CallServer#drain}. */
    int drain(Duration atMost) {
        inFlight.closeDoor();
        return inFlight.awaitNone(atMost);
    }

    private void start(Call call, @Nullable Claim claim) {
        BodyRun run = new BodyRun(call, claim);
        if (!inFlight.enter()) {
            run.refused(NotStarted.QUIESCING);
            return;
        }
        call.reply().onOver(inFlight::leave);
        if (call.headers().deadline().passed()) {
            run.refused(NotStarted.EXPIRED);
        } else {
            workers.submit(run);
        }
    }

    private void answerFrom(Claim claim, Call call) {
        Reply reply = call.reply();
        reply.guard(call.headers().deadline(), reply::cut);
        claim.answer().whenComplete((answer, withdrawn) -> {
            if (answer != null) {
                reply.send(answer);
            } else {
                // the first arrival was not started after all, so this one may be; not on the stack of whoever says so
                reply.later(() -> admit(call));
            }
        });
    }
}
