package io.msagent.stateful.calls;

import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.deadlock.Holder;
import io.msagent.stateful.holding.Handed.Outcome;
import io.msagent.stateful.outcome.CallPlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of a partition that are under way, and whose turn it is at each key. Belongs to its partition's lock. */
final class Visits {
    static final int MOST_WAITING = 4_096;

    final KeyPlaces keys = new KeyPlaces();
    final OpenTransactions open = new OpenTransactions();
    private final Map<CallPlace, Visit> underWay = new HashMap<>();
    private int waiting;
    private int running;

    enum Turn {
        NOW,
        LATER,
        /** Too many wait. */
        NEVER
    }

    /** An earlier arrival of the same call. */
    @Nullable
    Visit same(Visit visit) {
        return underWay.get(CallPlace.of(visit.place()));
    }

    /** Unless it is never its turn, it is under way from now on. */
    Turn enter(Visit visit) {
        KeyPlace key = keys.of(visit);
        boolean now = key.turn.take(visit);
        if (!now && waiting >= MOST_WAITING) {
            boolean unused = key.turn.forget(visit);
            return Turn.NEVER;
        }
        underWay.put(CallPlace.of(visit.place()), visit);
        open.begun(visit.place());
        if (now) {
            return Turn.NOW;
        }
        visit.waits = true;
        waiting++;
        return Turn.LATER;
    }

    /** Its body is about to run. */
    void runs(Visit visit) {
        visit.runs = true;
        running++;
    }

    /** It is not under way any more; returns whose turn has come by that. */
    List<Visit> leave(Visit visit) {
        underWay.remove(CallPlace.of(visit.place()), visit);
        open.left(visit.place());
        if (visit.waits) {
            doesNotWait(visit);
        }
        if (visit.runs) {
            visit.runs = false;
            running--;
        }
        KeyPlace key = keys.find(visit.call.key());
        if (key == null) {
            return List.of();
        }
        boolean unused = key.turn.forget(visit);
        key.turn.leave(visit);
        List<Visit> next = new ArrayList<>();
        for (Visit each = key.turn.next(); each != null; each = key.turn.next()) {
            doesNotWait(each);
            next.add(each);
        }
        keys.left(key, !visit.place().open() && OpenTransactions.isOutermost(visit.place()));
        return next;
    }

    private void doesNotWait(Visit visit) {
        visit.waits = false;
        waiting--;
    }

    boolean isRunning() {
        return running > 0;
    }

    int waiting() {
        return waiting;
    }

    List<Visit> allWaiting() {
        return underWay.values().stream().filter(visit -> visit.waits).toList();
    }

    /** What is to be said of bodies that have not ended, where no store says it. */
    List<Outcome> notEnded() {
        return underWay.values().stream()
                .filter(visit -> visit.runs && !visit.kept && visit.kind() != Kind.DURABLE)
                .map(visit -> new Outcome(visit.call.id(), visit.place(), UnknownOutcome.OF_A_BODY_THAT_DID_NOT_END))
                .toList();
    }

    /** Whom a call waits for that waits here; those that are around it do not keep it waiting. */
    List<Holder> holdersBefore(TransactionCall place, String service) {
        Visit visit = underWay.get(CallPlace.of(place));
        KeyPlace key = visit == null || !visit.waits ? null : keys.find(visit.call.key());
        return key == null
                ? List.of()
                : key.turn.holders().stream()
                        .filter(each -> !each.place().isAround(place))
                        .map(each -> new Holder(each.place(), service, key.key))
                        .toList();
    }
}
