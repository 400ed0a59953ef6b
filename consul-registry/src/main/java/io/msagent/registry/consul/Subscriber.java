package io.msagent.registry.consul;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.RegistryException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Who watches a service: told one thing at a time, each once, in order, whichever thread brings it. Safe for use by any
 * thread.
 */
final class Subscriber {
    private final String service;
    private final Consumer<List<Instance>> listener;
    private final Consumer<RegistryException> onLost;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock telling = new ReentrantLock();

    // guarded by telling
    private long toldNews;
    private boolean toldLost;

    Subscriber(String service, Consumer<List<Instance>> listener, Consumer<RegistryException> onLost) {
        this.service = service;
        this.listener = listener;
        this.onLost = onLost;
    }

    /** Tells what it has not been told yet. */
    void tell(WatchState now) {
        telling.lock();
        try {
            if (now.news() < toldNews) {
                return; // another thread has brought something newer
            }
            if (now.news() > toldNews) {
                toldNews = now.news();
                toldLost = false;
                call(() -> listener.accept(now.instances()));
            }
            RegistryException lost = now.lost();
            if (lost != null && !toldLost) {
                toldLost = true;
                call(() -> onLost.accept(lost));
            }
        } finally {
            telling.unlock();
        }
    }

    /** After this no call begins; one that has begun may end. */
    void close() {
        closed.set(true);
    }

    private void call(Runnable call) {
        if (closed.get()) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            Log.write(Log.Level.ERROR, "a listener to service " + service + " failed", e);
        }
    }
}
