package io.msagent.registry.consul.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What all parts of the state share: the monitor that guards them, the time, the index that grows with every change, and
 * the waiters of blocking queries. Every method must be called while holding this object's monitor.
 */
final class Changes {
    private final LongSupplier nanoTime;
    private final Map<Topic, Set<Runnable>> waiters = new HashMap<>();
    private int waiting;
    private long index;
    private long due;

    /** @param index the first one, at least 1 */
    Changes(LongSupplier nanoTime, long index) {
        this.nanoTime = nanoTime;
        this.index = index;
        this.due = nanoTime.getAsLong();
    }

    long now() {
        return nanoTime.getAsLong();
    }

    long index() {
        return index;
    }

    /** The index of a change that is being made. */
    long next() {
        return ++index;
    }

    /** Calls each waiter for the topic once, and forgets it. */
    void tell(Topic changed) {
        List<Runnable> told = new ArrayList<>();
        if (changed instanceof Topic.Key) {
            List<Topic> hearing = waiters.keySet().stream()
                    .filter(topic -> topic.hears(changed))
                    .toList();
            hearing.forEach(topic -> take(topic, told));
        } else {
            take(changed, told);
        }
        waiting -= told.size();
        told.forEach(Runnable::run);
    }

    private void take(Topic topic, List<Runnable> told) {
        Set<Runnable> gone = waiters.remove(topic);
        if (gone != null) {
            told.addAll(gone);
        }
    }

    /** Notes a waiter; it is called once, holding the monitor, and must not block. */
    void await(Topic topic, Runnable waiter) {
        if (waiting >= Limits.WAITERS) {
            throw new HttpError(429, "Too many blocking queries: " + Limits.WAITERS + " are waiting already");
        }
        if (waiters.computeIfAbsent(topic, t -> new LinkedHashSet<>()).add(waiter)) {
            waiting++;
        }
    }

    void forget(Topic topic, Runnable waiter) {
        Set<Runnable> set = waiters.get(topic);
        if (set != null && set.remove(waiter)) {
            waiting--;
            if (set.isEmpty()) {
                waiters.remove(topic);
            }
        }
    }

    int waiting() {
        return waiting;
    }

    /** Says that the state wants a tick at this time; wakes the clock's thread if it would come later. */
    void wantTickAt(long nanos) {
        if (nanos - due < 0) {
            due = nanos;
            notifyAll();
        }
    }

    /** Notes the time of the next tick. */
    void tickedUntil(long nextDue) {
        due = nextDue;
    }
}
