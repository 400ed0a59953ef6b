package io.msagent.stateful.calls;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Starts the calls whose turn has come, one after the other: what a refused one lets start is not started inside of it. */
final class Waiters {
    private final Queue<Visit> ready = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left = new AtomicInteger();
    private final Consumer<Visit> starting;

    Waiters(Consumer<Visit> starting) {
        this.starting = starting;
    }

    /** Without locks held. */
    void start(Collection<Visit> visits) {
        if (visits.isEmpty()) {
            return;
        }
        ready.addAll(visits);
        if (left.getAndAdd(visits.size()) > 0) {
            return;
        }
        int done;
        do {
            done = 0;
            for (Visit visit = ready.poll(); visit != null; visit = ready.poll()) {
                done++;
                starting.accept(visit);
            }
        } while (left.addAndGet(-done) > 0);
    }
}
