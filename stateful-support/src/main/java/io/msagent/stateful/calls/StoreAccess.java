package io.msagent.stateful.calls;

import io.msagent.ProtocolException;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.NotStarted;
import io.msagent.core.log.Log;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.StatefulCall.NotNow;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StateStore.Commit;
import io.msagent.stateful.store.StateStore.Known;
import io.msagent.stateful.store.StateStore.StateKey;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What one call wants of the store, which may be away for a while. */
final class StoreAccess {
    /** A body that has not begun does not hold its worker for longer: its caller asks again. */
    private static final Duration BEFORE_BODY = Duration.ofSeconds(1);

    /** After the caller's deadline: to find out what became of a commit. */
    private static final Duration AFTER_DEADLINE = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final StateStore store;
    private final Visit visit;

    /**
     * How a commit ended.
     *
     * @param committed whether the effect is in the store
     * @param answer what goes out; null: nothing
     */
    record Done(boolean committed, @Nullable Answer answer) {}

    private interface Asking<T> {
        T ask() throws StoreException;
    }

    StoreAccess(StateStore store, Visit visit) {
        this.store = store;
        this.visit = visit;
    }

    /**
     * Looks whether the call may run.
     *
     * @throws NotNow if it has run, or may have
     */
    void checkNew() throws NotNow {
        Known known =
                before(() -> store.find(visit.about().service(), visit.partition.lease.partition(), visit.place()));
        if (known instanceof Known.Ended ended) {
            throw new NotNow(
                    ended.fingerprint().equals(visit.fingerprint())
                            ? call -> call.answer(ended.answer())
                            : call -> call.refuse(NotStarted.BAD_REQUEST, Fingerprint.other(call), null));
        }
        if (known instanceof Known.Torn) {
            throw new NotNow(call -> call.unknown("call " + call.transaction()
                    + ": its body had begun before, and part of its effect was kept with a call that it made itself"));
        }
        if (known instanceof Known.TooOld) {
            throw new NotNow(call -> call.unknown(
                    "call " + call.transaction() + ": outcomes of transactions as old as its own have been dropped"
                            + " (tx.retention, tx.records)"));
        }
    }

    byte @Nullable [] load(StateKey key) throws NotNow {
        return before(() -> new byte[][] {store.load(key)})[0];
    }

    private <T> T before(Asking<T> asking) throws NotNow {
        Deadline deadline = visit.call.deadline().orEarlier(Deadline.after(BEFORE_BODY));
        Pause pause = new Pause();
        while (true) {
            try {
                return asking.ask();
            } catch (StoreException e) {
                boolean retry = e.kind() == Kind.AWAY || e.kind() == Kind.UNKNOWN;
                if (!retry || deadline.passed()) {
                    String detail = "state store: " + e.getMessage();
                    throw new NotNow(
                            call -> call.refuse(retry ? NotStarted.OVERLOADED : NotStarted.NO_RECEIVER, detail, null));
                }
                pause.make();
            }
        }
    }

    /** Never throws what the store throws. */
    Done commit(Commit commit) {
        Deadline patience = Deadline.after(visit.call.deadline().left().plus(AFTER_DEADLINE));
        Pause pause = new Pause();
        boolean inDoubt = false;
        while (visit.partition.isOwn()) {
            try {
                if (inDoubt) {
                    Done known = settled();
                    if (known != null) {
                        return known;
                    }
                    inDoubt = false;
                }
                store.commit(commit);
                return new Done(true, commit.answer());
            } catch (StoreException e) {
                switch (e.kind()) {
                    case AWAY -> {
                        if (patience.passed()) {
                            return new Done(false, null);
                        }
                    }
                    case UNKNOWN -> {
                        inDoubt = true;
                        if (patience.passed()) {
                            return new Done(false, null);
                        }
                    }
                    case FENCED -> {
                        visit.partition.drop();
                        visit.partition.lease.end(String.valueOf(e.getMessage()));
                        return new Done(false, null);
                    }
                    case DUPLICATE -> {
                        return duplicate();
                    }
                    case REFUSED -> {
                        Log.error("state store: " + e.getMessage() + "; the effect of call " + visit.place()
                                + " is lost");
                        return new Done(false, UnknownOutcome.OF_A_STORE_THAT_REFUSES);
                    }
                }
                pause.make();
            }
        }
        return new Done(false, null);
    }

    /** What became of a commit whose answer was lost; null: nothing. */
    private @Nullable Done settled() throws StoreException {
        Known known = store.find(visit.about().service(), visit.partition.lease.partition(), visit.place());
        if (!(known instanceof Known.Ended ended)) {
            return null;
        }
        return ended.fingerprint().equals(visit.fingerprint())
                ? new Done(true, ended.answer())
                : new Done(false, visit.call.threw(otherCall()));
    }

    /** Another call with this one's place in the transaction has been faster: this one's effect is given up. */
    private ProtocolException otherCall() {
        ProtocolException failure = new ProtocolException(Fingerprint.other(visit.call), null);
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }

    /** It has ended before, so what it did now must not stay. */
    private Done duplicate() {
        try {
            Done known = settled();
            return new Done(false, known == null ? null : known.answer());
        } catch (StoreException e) {
            return new Done(false, null);
        }
    }

    /** Grows. */
    private static final class Pause {
        private Duration next = FIRST_PAUSE;

        void make() {
            LockSupport.parkNanos(next.toNanos());
            Duration twice = next.multipliedBy(2);
            next = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
    }
}
