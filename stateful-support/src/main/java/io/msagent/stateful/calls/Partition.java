package io.msagent.stateful.calls;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.StatefulCall;
import io.msagent.core.server.StatefulCall.NotNow;
import io.msagent.stateful.deadlock.Holder;
import io.msagent.stateful.holding.Handed;
import io.msagent.stateful.holding.Handed.KeyState;
import io.msagent.stateful.holding.Handed.Outcome;
import io.msagent.stateful.holding.Lease;
import io.msagent.stateful.outcome.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One partition while it is owned under one lease. Safe for use by any thread. */
final class Partition {
    private static final int MOST_JOINED = 64;
    private static final String GONE = "this instance does not own the key's partition (any more)";

    final Lease lease;
    private final ServiceCalls service;
    private final Waiters waiters;
    private final Visits visits = new Visits();
    private final Outcomes outcomes;
    private Phase phase = Phase.SERVING;
    private @Nullable String heir;

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
        this.waiters = new Waiters(this::start, this::giveUpStart);
        this.outcomes = service.outcomes(handed);
        if (handed != null) {
            handed.states().forEach(visits.keys::adopt);
        }
    }

    /** Takes a call that has arrived. Never blocks. */
    void admit(StatefulCall call) {
        decide(call).run();
    }

    private synchronized Runnable decide(StatefulCall call) {
        if (isGone()) {
            return () -> refuseGone(call);
        }
        TransactionCall place = call.transaction();
        Visit visit = new Visit(call, this);
        Visit there = visits.same(visit);
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
        if (phase == Phase.CLOSED && !visits.open.contains(place.id())) {
            String next = heir;
            return () -> call.refuse(
                    NotStarted.QUIESCING,
                    "the key's partition is being handed over; no transaction begins in it",
                    next);
        }
        return enter(visit);
    }

    private Runnable join(Visit there, Visit visit) {
        if (!there.fingerprint().equals(visit.fingerprint())) {
            return () -> visit.call.refuse(NotStarted.BAD_REQUEST, Fingerprint.other(visit.call), null);
        }
        if (there.joined.size() >= MOST_JOINED) {
            // most of them have been given up; it asks again
            return visit.call::cut;
        }
        visit.call.join();
        there.joined.add(visit.call);
        return () -> {};
    }

    private Runnable enter(Visit visit) {
        return switch (visits.enter(visit)) {
            case NOW -> () -> waiters.start(List.of(visit));
            case LATER ->
                () -> {
                    visit.call.onCancel(() -> giveUp(visit));
                    service.watch(visit);
                };
            case NEVER ->
                () -> visit.call.refuse(
                        NotStarted.OVERLOADED,
                        Visits.MOST_WAITING + " calls wait for their turn in the key's partition",
                        null);
        };
    }

    /** Its turn has come. */
    private void start(Visit visit) {
        visit.call.start(service.unit(visit));
    }

    private void giveUpStart(Visit visit) {
        visit.call.cut();
        withdraw(visit);
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

    /** A waiting call is refused; false if it does not wait any more. */
    boolean refuseWaiting(Visit visit, NotStarted reason, String detail) {
        synchronized (this) {
            if (!visit.waits) {
                return false;
            }
        }
        visit.call.refuse(reason, detail, null);
        withdraw(visit);
        return true;
    }

    /**
     * A body is about to run.
     *
     * @throws NotNow if it must not
     */
    synchronized void begin(Visit visit) throws NotNow {
        confirm();
        if (visits.same(visit) != visit) {
            throw new NotNow(StatefulCall::cut);
        }
        visits.runs(visit);
    }

    /**
     * Everything is there that a body needs, which may have taken a while.
     *
     * @throws NotNow if it must not run any more
     */
    synchronized void confirm() throws NotNow {
        if (isGone()) {
            throw new NotNow(this::refuseGone);
        }
    }

    private boolean isGone() {
        return phase == Phase.ENDING || phase == Phase.OVER || !lease.isHeld();
    }

    /** Whether what a body did now is still this owner's to acknowledge. */
    synchronized boolean isOwn() {
        return phase != Phase.OVER && lease.isHeld();
    }

    /** The key's object of a class, as far as it is here. */
    synchronized @Nullable KeyObject object(Visit visit) {
        return visits.keys.object(visit);
    }

    synchronized byte @Nullable [] handedState(Visit visit) {
        return visits.keys.handed(visit);
    }

    synchronized void put(Visit visit, KeyObject object) {
        visits.keys.put(visit, object);
    }

    synchronized void discard(Visit visit, KeyObject object) {
        visits.keys.discard(visit, object);
    }

    /** Calls of the same key, and the same class, whose bodies are around this one's. */
    synchronized List<Visit> around(Visit visit) {
        return visits.keys.around(visit);
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
        boolean added = false;
        try {
            outcomes.add(visit.call, visit.fingerprint(), answer);
            added = true;
        } finally {
            if (!added) {
                outcomes.lost(visit.call);
            }
        }
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
        List<Visit> next;
        List<StatefulCall> joined;
        synchronized (this) {
            if (visits.same(visit) != visit) {
                return List.of();
            }
            joined = List.copyOf(visit.joined);
            next = visits.leave(visit);
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
        while (!visits.open.isEmpty() && phase != Phase.OVER) {
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
        List<MemoryState> states;
        List<Outcome> all;
        Map<String, Long> vouches;
        synchronized (this) {
            for (long millis = deadline.millisLeft();
                    visits.isRunning() && millis > 0;
                    millis = deadline.millisLeft()) {
                wait(millis);
            }
            phase = Phase.OVER;
            notifyAll();
            states = visits.keys.memoryStates();
            all = new ArrayList<>(outcomes.all());
            all.addAll(visits.notEnded());
            vouches = outcomes.vouches();
        }
        // takes long where there are many keys, and requests wait for the lock
        List<KeyState> written = states.stream()
                .map(MemoryState::written)
                .filter(Objects::nonNull)
                .toList();
        return new Handed(lease.service(), lease.partition(), lease.epoch(), written, all, vouches);
    }

    /** Nothing is served, acknowledged or kept any more. */
    void drop() {
        refuseAll(Phase.OVER);
        synchronized (this) {
            visits.keys.clear();
            outcomes.clear();
        }
    }

    private void refuseAll(Phase next) {
        List<Visit> all;
        synchronized (this) {
            phase = next;
            all = visits.allWaiting();
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
        visits.open.ended(transaction);
        visits.keys.ended(transaction);
        notifyAll();
    }

    /** Drops what nobody will ask for any more. */
    synchronized void clean(Duration silence, long oldestMillis) {
        outcomes.drop();
        visits.open.dropSilent(silence);
        visits.keys.dropTransactionsBefore(oldestMillis, visits.open);
        notifyAll();
    }

    /** Adds what it does at this moment. */
    synchronized void addTo(FiguresSum sum) {
        sum.add(visits.keys.withObjects(), visits.waiting());
        visits.open.addTo(sum.transactions());
    }

    synchronized boolean waits(Visit visit) {
        return visit.waits;
    }

    /** Whom a call waits for that waits here; those that are around it do not keep it waiting. */
    synchronized List<Holder> holdersBefore(TransactionCall place) {
        return visits.holdersBefore(place, lease.service());
    }
}
