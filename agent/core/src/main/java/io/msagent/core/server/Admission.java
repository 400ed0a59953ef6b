package io.msagent.core.server;

import io.msagent.core.call.CallId;
import io.msagent.core.call.NotStarted;
import io.msagent.core.server.CallRecord.Claim;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a call that has arrived: a worker's, the record's, or nobody's. */
final class Admission {
    private static final long NO_MARK = -1;

    private final CallRecord record;
    private final String incarnation;
    private final Workers workers;
    private final InFlight inFlight = new InFlight();
    private final LiveCalls live = new LiveCalls();

    /** @param incarnation this process's own */
    Admission(CallRecord record, String incarnation, Workers workers) {
        this.record = record;
        this.incarnation = incarnation;
        this.workers = workers;
    }

    /** Never blocks. */
    void admit(Call call) {
        // either side's code may say that the body must not run twice: the caller will ask again by its own
        if (call.method().about().idempotent() && !call.headers().once()) {
            start(call, null);
            return;
        }
        call.reply().mark(record.mark());
        // before all that could refuse it: to call a repeated id "not started" would be untrue
        Claim claim = claim(call.headers());
        if (claim == null) {
            call.reply().send(Answers.unknown());
        } else if (claim.first()) {
            start(call, claim);
        } else {
            answerFrom(claim, call);
        }
    }

    private @Nullable Claim claim(CallHeaders headers) {
        Repeat repeat = headers.repeat();
        if (repeat == null) {
            return record.claim(headers.id());
        }
        // another process was sent the first attempt: that this record does not know it says nothing
        return record.claimRepeated(headers.id(), repeat.incarnation().equals(incarnation) ? repeat.mark() : NO_MARK);
    }

    /** The caller has given the call up. Never blocks. */
    Cancelled cancel(CallId id) {
        Cancelled state = Cancelled.NOT_HERE;
        for (BodyRun run : live.of(id)) {
            state = run.cancel();
            if (state == Cancelled.NOT_STARTED) {
                workers.forget(run);
            }
        }
        return state;
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
        CallId id = call.headers().id();
        live.add(id, run);
        call.reply().onOver(() -> {
            live.remove(id, run);
            inFlight.leave();
        });
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
                reply.later(() -> {
                    // a body that runs is not cut at the deadline
                    reply.stopGuard();
                    admit(call);
                });
            }
        });
    }
}
