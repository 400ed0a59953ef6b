package io.msagent.stateful.outcome;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.Repeat;
import io.msagent.core.server.StatefulCall;
import io.msagent.stateful.holding.Handed;
import io.msagent.stateful.holding.Handed.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of one partition's calls, while its state passes from owner to owner without a gap. Not safe for use by
 * several threads at a time.
 */
public final class Outcomes {
    /** More calls that a repetition has started, and that are forgotten, are not remembered. */
    private static final int MOST_BARRED = 10_000;

    private final Bounds bounds;
    private final LongSupplier nanoTime;
    private final LinkedHashMap<CallPlace, Kept> kept = new LinkedHashMap<>();
    /** Of these the first attempt may still be on its way: it comes too late. */
    private final LinkedHashMap<CallPlace, Boolean> barred = new LinkedHashMap<>();
    /** By incarnation: from which mark on a call that is not kept has certainly not run. */
    private final Map<String, Long> vouches;

    private final long ownFrom;
    /** Of all that is kept. */
    private long bytes;

    private @Nullable String incarnation;

    private record Kept(
            StatefulCall.@Nullable Arrival arrival,
            @Nullable Repeat repeat,
            @Nullable String fingerprint,
            Outcome outcome,
            long nanos) {}

    /**
     * Goes on where the owner before has ended.
     *
     * @param handed what it knew; null: nothing is known of what was before
     * @param arrived number of the last call that has arrived at this process before it owned the partition
     */
    public Outcomes(Bounds bounds, @Nullable Handed handed, long arrived, LongSupplier nanoTime) {
        this.bounds = bounds;
        this.nanoTime = nanoTime;
        this.ownFrom = arrived;
        this.vouches = handed == null ? new HashMap<>() : new HashMap<>(handed.vouches());
        if (handed != null) {
            handed.outcomes().forEach(outcome -> add(new Kept(null, null, null, outcome, nanoTime.getAsLong())));
        }
    }

    /** How a call ended; null if that is not known. */
    public @Nullable Answer find(TransactionCall call) {
        Kept there = kept.get(CallPlace.of(call));
        return there == null ? null : there.outcome.answer();
    }

    /** Whether a call that is known was another one than this: the body around it has done something else this time. */
    public boolean isOther(TransactionCall call, String fingerprint) {
        Kept there = kept.get(CallPlace.of(call));
        return there != null && there.fingerprint != null && !there.fingerprint.equals(fingerprint);
    }

    /** Whether a call that is not known has certainly not run. */
    public boolean isNew(StatefulCall call) {
        learn(call.arrival());
        Repeat repeat = call.repeat();
        if (repeat == null) {
            return !barred.containsKey(CallPlace.of(call.transaction()));
        }
        Long from = vouches.get(repeat.incarnation());
        return from != null && repeat.mark() >= from;
    }

    /** A call has ended. */
    public void add(StatefulCall call, String fingerprint, Answer answer) {
        learn(call.arrival());
        add(new Kept(
                call.arrival(),
                call.repeat(),
                fingerprint,
                new Outcome(call.id(), call.transaction(), answer),
                nanoTime.getAsLong()));
        drop();
    }

    /** A call has ended, and its outcome is not kept: asked again, it is not new. */
    public void lost(StatefulCall call) {
        vouches.merge(call.arrival().incarnation(), call.arrival().number(), Math::max);
    }

    /** Drops what is too old or too much. */
    public void drop() {
        long now = nanoTime.getAsLong();
        for (Iterator<Kept> oldest = kept.values().iterator(); oldest.hasNext(); ) {
            Kept each = oldest.next();
            boolean old = now - each.nanos >= bounds.longest().toNanos();
            if (!old && !(kept.size() > 1 && bounds.areExceededBy(kept.size(), bytes))) {
                return;
            }
            oldest.remove();
            count(-1, -size(each));
            forget(each);
        }
    }

    /** Nothing is kept any more. */
    public void clear() {
        kept.values().forEach(each -> count(-1, -size(each)));
        kept.clear();
        barred.clear();
    }

    /** What is kept, oldest first. */
    public List<Outcome> all() {
        List<Outcome> all = new ArrayList<>(kept.size());
        kept.values().forEach(each -> all.add(each.outcome));
        return all;
    }

    /** What the next owner may vouch for. */
    public Map<String, Long> vouches() {
        return Map.copyOf(vouches);
    }

    /** This process's own incarnation is known from the first call on. */
    private void learn(StatefulCall.Arrival arrival) {
        if (incarnation == null) {
            incarnation = arrival.incarnation();
            vouches.putIfAbsent(incarnation, ownFrom);
        }
    }

    private void add(Kept added) {
        Kept before = kept.put(CallPlace.of(added.outcome.call()), added);
        count(before == null ? 1 : 0, size(added) - (before == null ? 0 : size(before)));
    }

    private void count(int outcomes, long size) {
        bytes += size;
        bounds.add(outcomes, size);
    }

    private void forget(Kept each) {
        StatefulCall.Arrival arrival = each.arrival;
        if (arrival == null) {
            // nobody knows any more to whom it was sent first
            vouches.keySet().removeIf(other -> !other.equals(incarnation));
            if (incarnation != null) {
                vouches.merge(incarnation, ownFrom, Math::max);
            }
            return;
        }
        vouches.merge(arrival.incarnation(), arrival.number(), Math::max);
        Repeat repeat = each.repeat;
        if (repeat != null) {
            vouches.computeIfPresent(repeat.incarnation(), (other, from) -> Math.max(from, repeat.mark() + 1));
            barred.put(CallPlace.of(each.outcome.call()), true);
            if (barred.size() > MOST_BARRED) {
                barred.remove(barred.keySet().iterator().next());
            }
        }
    }

    private static long size(Kept each) {
        return each.outcome.answer().body().length + 400L;
    }
}
