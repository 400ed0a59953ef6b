package io.msagent.stateful.calls;

import io.msagent.core.log.Log;
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
    private final Consumer<Visit> giveUp;

    /** @param giveUp what happens to a call whose start has failed */
    Waiters(Consumer<Visit> starting, Consumer<Visit> giveUp) {
        this.starting = starting;
        this.giveUp = giveUp;
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
                startOne(visit);
            }
        } while (left.addAndGet(-done) > 0);
    }

    /** Whatever happens to one, those behind it have their turn. */
    private void startOne(Visit visit) {
        try {
            starting.accept(visit);
        } catch (Throwable failure) {
            try {
                Log.write(Log.Level.ERROR, "call " + visit.place() + " could not be started", failure);
                giveUp.accept(visit);
            } catch (Throwable ignored) {
                // memory is out: its caller's deadline ends it
            }
        }
    }
}
