package io.msagent.stateful.calls;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.StatefulCall;
import io.msagent.core.server.StatefulCall.NotNow;
import io.msagent.core.server.StatefulCall.NotNow.Instead;
import io.msagent.stateful.deadlock.Holder;
import io.msagent.stateful.holding.Handed;
import io.msagent.stateful.holding.Handed.KeyState;
import io.msagent.stateful.holding.Handed.Outcome;
import io.msagent.stateful.holding.Lease;
import io.msagent.stateful.outcome.CallPlace;
import io.msagent.stateful.outcome.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One partition while it is owned under one lease. Safe for use by any thread. */
final class Partition {
    private static final int MOST_WAITING = 4_096;
    private static final String GONE = "this instance does not own the key's partition (any more)";

    final Lease lease;
    private final ServiceCalls service;
    private final Waiters waiters;
    private final KeyPlaces keys = new KeyPlaces();
    private final Map<CallPlace, Visit> underWay = new HashMap<>();
    private final OpenTransactions open = new OpenTransactions();
    private final Outcomes outcomes;
    private Phase phase = Phase.SERVING;
    private @Nullable String heir;
    private int waiting;
    private int running;

    private enum Phase {
        SERVING,
        /** Open transactions go on. */
        CLOSED,
        /** Nothing starts; what runs may end. */
        ENDING,
        /** Nothing is acknowledged any more. */
        OVER
    }

    Partition(Lease lease, ServiceCalls service, @Nullable Handed handed) {
        this.lease = lease;
        this.service = service;
        this.waiters = new Waiters(this::start);
        this.outcomes = service.outcomes(handed);
        if (handed != null) {
            handed.states().forEach(keys::adopt);
        }
    }

    /** Takes a call that has arrived. Never blocks. */
    void admit(StatefulCall call) {
        decide(call).run();
    }

    private synchronized Runnable decide(StatefulCall call) {
        if (phase == Phase.ENDING || phase == Phase.OVER || !lease.isHeld()) {
            return () -> refuseGone(call);
        }
        TransactionCall place = call.transaction();
        Visit visit = new Visit(call, this);
        Visit there = underWay.get(CallPlace.of(place));
        if (there != null) {
            return join(there, visit);
        }
        if (visit.kind() != Kind.DURABLE) {
            Answer known = outcomes.find(place);
            if (known != null) {
                return outcomes.isOther(place, visit.fingerprint())
                        ? () -> call.refuse(NotStarted.BAD_REQUEST, Fingerprint.other(call), null)
                        : () -> call.answer(known);
            }
            if (!outcomes.isNew(call)) {
                return () -> call.unknown("call " + place + ": its first attempt went to an owner of key " + call.key()
                        + " that has not handed over, or its outcome has been dropped (tx.records, tx.retention)");
            }
        }
        if (phase == Phase.CLOSED && !open.contains(place.id())) {
            String next = heir;
            return () -> call.refuse(
                    NotStarted.QUIESCING, "the key's partition is being handed over; no transaction begins in it", next);
        }
        if (waiting >= MOST_WAITING) {
            return () -> call.refuse(
                    NotStarted.OVERLOADED, MOST_WAITING + " calls wait for their turn in the key's partition", null);
        }
        return enter(visit);
    }

    private Runnable join(Visit there, Visit visit) {
        if (!there.fingerprint().equals(visit.fingerprint())) {
            return () -> visit.call.refuse(NotStarted.BAD_REQUEST, Fingerprint.other(visit.call), null);
        }
        visit.call.join();
        there.joined.add(visit.call);
        return () -> {};
    }

    private Runnable enter(Visit visit) {
        underWay.put(CallPlace.of(visit.place()), visit);
        open.begun(visit.place());
        KeyPlace key = keys.of(visit);
        if (key.turn.take(visit)) {
            return () -> waiters.start(List.of(visit));
        }
        visit.waits = true;
        waiting++;
        return () -> {
            visit.call.onCancel(() -> giveUp(visit));
            service.watch(visit);
        };
    }

    /** Its turn has come. */
    private void start(Visit visit) {
        visit.call.start(service.unit(visit));
    }

    /** Its caller does not wait any more, or it would wait for ever. */
    private void giveUp(Visit visit) {
        synchronized (this) {
            if (!visit.waits) {
                return;
            }
        }
        withdraw(visit);
    }

    /** Throws if the store knows that the call has run, or may have; blocks. Calls of other kinds were looked up on arrival. */
    void checkNew(Visit visit) throws NotNow {
        service.checkNew(visit);
    }

    /** A waiting call ends without its turn, if it still waits. */
    void endWaiting(Visit visit, Instead how) {
        synchronized (this) {
            if (!visit.waits) {
                return;
            }
        }
        how.end(visit.call);
        withdraw(visit);
    }

    /**
     * A body is about to run.
     *
     * @throws NotNow if it must not
     */
    synchronized void begin(Visit visit) throws NotNow {
        if (phase == Phase.ENDING || phase == Phase.OVER || !lease.isHeld()) {
            throw new NotNow(this::refuseGone);
        }
        visit.runs = true;
        running++;
    }

    /** Whether what a body did now is still this owner's to acknowledge. */
    synchronized boolean isOwn() {
        return phase != Phase.OVER && lease.isHeld();
    }

    /** The key's object of a class, as far as it is here. */
    synchronized @Nullable KeyObject object(Visit visit) {
        KeyPlace key = keys.find(visit.call.key());
        return key == null ? null : key.object(visit.about().key().className());
    }

    synchronized byte @Nullable [] handedState(Visit visit) {
        KeyPlace key = keys.find(visit.call.key());
        return key == null ? null : key.handed(visit.about().key().className());
    }

    synchronized void put(Visit visit, KeyObject object) {
        keys.of(visit).put(visit.about().key().className(), object);
    }

    synchronized void discard(Visit visit, KeyObject object) {
        object.spoiled = true;
        KeyPlace key = keys.find(visit.call.key());
        if (key != null) {
            key.discard(visit.about().key().className(), object);
        }
    }

    /** Calls of the same key, and the same class, whose bodies are around this one's. */
    synchronized List<Visit> around(Visit visit) {
        KeyPlace key = keys.find(visit.call.key());
        String className = visit.about().key().className();
        return key == null
                ? List.of()
                : key.turn.holders().stream()
                        .filter(each -> each.place().isAround(visit.place())
                                && each.about().key().className().equals(className))
                        .toList();
    }

    /**
     * The outcome of a call that no store keeps.
     *
     * @return false if it is not this owner's to acknowledge any more
     */
    synchronized boolean keep(Visit visit, Answer answer) {
        if (!isOwn()) {
            return false;
        }
        outcomes.add(visit.call, visit.fingerprint(), answer);
        visit.kept = true;
        return true;
    }

    /**
     * A call has ended; the next have their turn.
     *
     * @param answer what those get who have joined it; null: nothing
     */
    void end(Visit visit, @Nullable Answer answer) {
        List<StatefulCall> joined = leave(visit);
        for (StatefulCall each : joined) {
            if (answer == null) {
                each.cut();
            } else {
                each.answer(answer);
            }
        }
    }

    /** A call has not started after all; who has joined it may. */
    void withdraw(Visit visit) {
        leave(visit).forEach(service::admit);
    }

    private List<StatefulCall> leave(Visit visit) {
        List<Visit> next = new ArrayList<>();
        List<StatefulCall> joined;
        synchronized (this) {
            if (!underWay.remove(CallPlace.of(visit.place()), visit)) {
                return List.of();
            }
            joined = List.copyOf(visit.joined);
            open.left(visit.place());
            KeyPlace key = keys.find(visit.call.key());
            if (visit.waits) {
                visit.waits = false;
                waiting--;
            }
            if (visit.runs) {
                visit.runs = false;
                running--;
            }
            if (key != null) {
                boolean unused = key.turn.forget(visit);
                key.turn.leave(visit);
                for (Visit each = key.turn.next(); each != null; each = key.turn.next()) {
                    each.waits = false;
                    waiting--;
                    next.add(each);
                }
                boolean over = !visit.place().open() && OpenTransactions.isOutermost(visit.place());
                keys.left(key, over);
            }
            notifyAll();
        }
        waiters.start(next);
        return joined;
    }

    synchronized void close(@Nullable String to) {
        if (phase == Phase.SERVING) {
            phase = Phase.CLOSED;
        }
        heir = to;
    }

    synchronized boolean awaitIdle(Deadline deadline) throws InterruptedException {
        while (!open.isEmpty() && phase != Phase.OVER) {
            long millis = deadline.millisLeft();
            if (millis == 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /** See {@link io.msagent.stateful.holding.Holdings#handOver}. */
    Handed handOver(Deadline deadline) throws InterruptedException {
        refuseAll(Phase.ENDING);
        synchronized (this) {
            for (long millis = deadline.millisLeft(); running > 0 && millis > 0; millis = deadline.millisLeft()) {
                wait(millis);
            }
            phase = Phase.OVER;
            notifyAll();
            List<KeyState> states = keys.memoryStates();
            List<Outcome> all = new ArrayList<>(outcomes.all());
            for (Visit visit : underWay.values()) {
                if (visit.runs && !visit.kept && visit.kind() != Kind.DURABLE) {
                    all.add(new Outcome(visit.call.id(), visit.place(), UnknownOutcome.OF_A_BODY_THAT_DID_NOT_END));
                }
            }
            return new Handed(lease.service(), lease.partition(), lease.epoch(), states, all, outcomes.vouches());
        }
    }

    /** Nothing is served, acknowledged or kept any more. */
    void drop() {
        refuseAll(Phase.OVER);
        synchronized (this) {
            keys.clear();
            outcomes.clear();
        }
    }

    private void refuseAll(Phase next) {
        List<Visit> all;
        synchronized (this) {
            phase = next;
            all = underWay.values().stream().filter(visit -> visit.waits).toList();
            notifyAll();
        }
        for (Visit visit : all) {
            refuseGone(visit.call);
            withdraw(visit);
        }
    }

    private void refuseGone(StatefulCall call) {
        String next;
        synchronized (this) {
            next = heir;
        }
        call.refuse(NotStarted.NOT_OWNER, GONE, next == null ? service.owner(lease.partition()) : next);
    }

    /** A transaction's caller has ended it. */
    synchronized void ended(TransactionId transaction) {
        open.ended(transaction);
        keys.ended(transaction);
        notifyAll();
    }

    /** Drops what nobody will ask for any more. */
    synchronized void clean(Duration silence, long oldestMillis) {
        outcomes.drop();
        open.dropSilent(silence);
        keys.dropTransactionsBefore(oldestMillis, open);
        notifyAll();
    }

    /** Adds what it does at this moment. */
    synchronized void addTo(FiguresSum sum) {
        sum.add(keys.withObjects(), waiting);
        open.addTo(sum.transactions());
    }

    synchronized boolean waits(Visit visit) {
        return visit.waits;
    }

    /** Whom a call waits for that waits here; those that are around it do not keep it waiting. */
    synchronized List<Holder> holdersBefore(TransactionCall place) {
        Visit visit = underWay.get(CallPlace.of(place));
        if (visit == null || !visit.waits) {
            return List.of();
        }
        KeyPlace key = keys.find(visit.call.key());
        return key == null
                ? List.of()
                : key.turn.holders().stream()
                        .filter(each -> !each.place().isAround(place))
                        .map(each -> new Holder(each.place(), lease.service(), key.key))
                        .toList();
    }
}
