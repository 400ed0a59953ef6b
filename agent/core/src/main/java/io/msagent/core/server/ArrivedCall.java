package io.msagent.core.server;

import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.server.CallRecord.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A call of a stateful service, from its arrival until it is ended or given to the workers. While it waits for its turn it
 * holds no thread; its deadline and its caller may end it then.
 */
final class ArrivedCall implements StatefulCall, Live {
    private static final Runnable NOTHING = () -> {};

    private final Call call;
    private final TransactionCall place;
    private final String key;
    private final Arrival arrival;
    private final Workers workers;
    // guarded by this
    private boolean ended;
    private boolean givenUp;
    private boolean joined;
    private Runnable onCancel = NOTHING;
    private @Nullable BodyRun run;

    ArrivedCall(Call call, TransactionCall place, String key, Arrival arrival, Workers workers) {
        this.call = call;
        this.place = place;
        this.key = key;
        this.arrival = arrival;
        this.workers = workers;
    }

    /** From now on its deadline ends it, unless it ends or starts before. */
    void watch() {
        call.reply().guard(deadline(), () -> giveUp(NotStarted.EXPIRED, "the time left was over before its turn came"));
    }

    @Override
    public ServedMethod method() {
        return call.method();
    }

    @Override
    public CallId id() {
        return call.headers().id();
    }

    @Override
    public TransactionCall transaction() {
        return place;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public @Nullable Repeat repeat() {
        return call.headers().repeat();
    }

    @Override
    public Arrival arrival() {
        return arrival;
    }

    @Override
    public Deadline deadline() {
        return call.headers().deadline();
    }

    @Override
    public byte[] arguments() {
        return call.body();
    }

    @Override
    public void start(Unit unit) {
        BodyRun started;
        synchronized (this) {
            if (ended) {
                started = null;
            } else {
                ended = true;
                started = new BodyRun(call, new KeptByUnit(unit), this);
                run = started;
            }
        }
        if (started == null) {
            unit.notStarted();
        } else {
            call.reply().stopGuard();
            workers.submit(started);
        }
    }

    @Override
    public void refuse(NotStarted reason, String detail, @Nullable String owner) {
        end(Answers.refused(new RefusedException(reason, detail), owner));
    }

    @Override
    public @Nullable Answer threw(Throwable thrown) {
        return BodyRun.threw(call.method().codec(), thrown);
    }

    @Override
    public void answer(Answer recorded) {
        end(recorded);
    }

    @Override
    public void unknown(String detail) {
        end(Answers.unknown(detail));
    }

    @Override
    public void cut() {
        if (mayEnd()) {
            call.reply().cut();
        }
    }

    private void end(Answer answer) {
        if (mayEnd()) {
            call.reply().send(answer);
        }
    }

    /** A body that must not run after all leaves its ending to others. */
    private synchronized boolean mayEnd() {
        boolean may = !ended || run != null;
        ended = true;
        return may;
    }

    @Override
    public synchronized void join() {
        joined = true;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            joined = false;
            if (!givenUp) {
                onCancel = action;
                return;
            }
        }
        action.run();
    }

    @Override
    public Cancelled cancel() {
        BodyRun started;
        synchronized (this) {
            started = run;
        }
        if (started == null) {
            return giveUp(NotStarted.CANCELLED, BodyRun.GIVEN_UP) ? Cancelled.NOT_STARTED : Cancelled.NOT_HERE;
        }
        Cancelled state = started.cancel();
        if (state == Cancelled.NOT_STARTED) {
            workers.forget(started);
        }
        return state;
    }

    private boolean giveUp(NotStarted reason, String detail) {
        Runnable action;
        synchronized (this) {
            if (ended) {
                return false;
            }
            ended = true;
            givenUp = true;
            action = joined ? null : onCancel;
        }
        if (action == null) {
            call.reply().cut();
            return false;
        }
        call.reply().send(Answers.refused(new RefusedException(reason, detail)));
        action.run();
        return true;
    }
}
