package io.msagent.core.server;

import io.msagent.core.call.CallId;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Stateful;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.server.CallRecord.Claim;
import io.msagent.core.wire.KeyText;
import io.msagent.core.wire.WireException;
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
    private volatile @Nullable StatefulCalls stateful;

    /** @param incarnation this process's own */
    Admission(CallRecord record, String incarnation, Workers workers) {
        this.record = record;
        this.incarnation = incarnation;
        this.workers = workers;
    }

    /** Who takes the calls of stateful services from now on. */
    void stateful(StatefulCalls calls) {
        stateful = calls;
    }

    @Nullable
    StatefulCalls stateful() {
        return stateful;
    }

    /** Never blocks. */
    void admit(Call call) {
        Stateful kept = call.method().about().stateful();
        if (kept != null) {
            admit(call, kept);
            return;
        }
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
        for (Live each : live.of(id)) {
            Cancelled its = each.cancel();
            if (its == Cancelled.NOT_STARTED && each instanceof Work work) {
                workers.forget(work);
            }
            // of several arrivals of one call the others only wait for the first
            state = its == Cancelled.NOT_HERE ? state : its;
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
        BodyRun run = new BodyRun(call, claim == null ? Keeping.NOTHING : new KeptInRecord(claim), null);
        if (!enter(call, run)) {
            run.refused(NotStarted.QUIESCING);
            return;
        }
        if (call.headers().deadline().passed()) {
            run.refused(NotStarted.EXPIRED);
        } else {
            workers.submit(run);
        }
    }

    private boolean enter(Call call, Live entered) {
        if (!inFlight.enter()) {
            return false;
        }
        CallId id = call.headers().id();
        live.add(id, entered);
        call.reply().onOver(() -> {
            live.remove(id, entered);
            inFlight.leave();
        });
        return true;
    }

    private void admit(Call call, Stateful kept) {
        call.reply().mark(record.mark());
        StatefulCall.Arrival arrival = new StatefulCall.Arrival(incarnation, record.arrived());
        try {
            if (kept.refusal() != null) {
                throw new RefusedException(NotStarted.BAD_REQUEST, kept.refusal());
            }
            TransactionCall place = call.headers().ownTransaction();
            ArrivedCall arrived = new ArrivedCall(call, place, key(call, kept, place), arrival, workers);
            StatefulCalls calls = stateful;
            if (calls == null || !enter(call, arrived)) {
                throw new RefusedException(NotStarted.QUIESCING, BodyRun.QUIESCING);
            }
            if (call.headers().deadline().passed()) {
                arrived.refuse(NotStarted.EXPIRED, "the time left was over when the call arrived", null);
                return;
            }
            arrived.watch();
            calls.admit(arrived);
        } catch (RefusedException e) {
            call.reply().send(Answers.refused(e));
        }
    }

    private static String key(Call call, Stateful kept, TransactionCall place) throws RefusedException {
        if (kept.keyParameter() < 0) {
            return place.id().value();
        }
        try {
            return KeyText.of(call.body(), kept.keyParameter() + (call.headers().withReceiver() ? 1 : 0));
        } catch (WireException e) {
            throw new RefusedException(
                    NotStarted.BAD_REQUEST, call.method().about().key() + ": " + e.getMessage());
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
