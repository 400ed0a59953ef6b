package io.msagent.stateful.turn;

import io.msagent.core.call.TransactionCall;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The turn of one key: who has it, and who waits for it. Several have it only if each was called by the body of the one
 * before. Not safe for use by several threads at a time.
 *
 * @param <C> a call
 */
public final class Turn<C> {
    private final Function<C, TransactionCall> place;
    /** Outermost first. */
    private final List<C> holders = new ArrayList<>(1);
    /** In the order of arrival. */
    private final List<C> waiting = new ArrayList<>(0);

    /** @param place a call's place in its transaction */
    public Turn(Function<C, TransactionCall> place) {
        this.place = place;
    }

    /**
     * A call has arrived.
     *
     * @return true: it has the turn now; false: it waits
     */
    public boolean take(C call) {
        boolean free = holders.isEmpty() ? waiting.isEmpty() : isPartOfTop(call);
        (free ? holders : waiting).add(call);
        return free;
    }

    /** A call that has the turn has ended. */
    public void leave(C call) {
        holders.remove(call);
    }

    /** A call does not want to wait any more; false if it does not wait. */
    public boolean forget(C call) {
        return waiting.remove(call);
    }

    /** Gives the turn to the first who waits and may have it now; null if there is none. */
    public @Nullable C next() {
        for (Iterator<C> all = waiting.iterator(); all.hasNext(); ) {
            C call = all.next();
            if (holders.isEmpty() || isPartOfTop(call)) {
                all.remove();
                holders.add(call);
                return call;
            }
        }
        return null;
    }

    /** Who has it, outermost first. */
    public List<C> holders() {
        return List.copyOf(holders);
    }

    /** Who waits for it, in the order of arrival. */
    public List<C> waiting() {
        return List.copyOf(waiting);
    }

    /** Whether nobody has it or waits for it. */
    public boolean isIdle() {
        return holders.isEmpty() && waiting.isEmpty();
    }

    private boolean isPartOfTop(C call) {
        return place.apply(holders.get(holders.size() - 1)).isAround(place.apply(call));
    }
}
