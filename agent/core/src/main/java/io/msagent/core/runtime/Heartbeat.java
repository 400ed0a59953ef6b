package io.msagent.core.runtime;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps a provider's instances registered: registers them, beats for each, and registers again whatever the registry has
 * forgotten. While the registry is away it keeps trying, and says when that begins and ends.
 *
 * <p>A round of beats that hangs does not hold up the next one, up to a few at a time. Daemon threads; nothing here is
 * on the path of a call.
 */
final class Heartbeat implements AutoCloseable {
    /** A request ends after the connector's time limit (7 s), so later rounds find a free thread soon enough. */
    private static final int ROUNDS_AT_ONCE = 4;

    private static final long STOP_MILLIS = 2_000;

    private final Registry registry;
    private final List<Registration> registrations;
    private final Supplier<String> note;
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "ms-agent-heartbeat"));
    private final ThreadPoolExecutor rounds = new ThreadPoolExecutor(
            0,
            ROUNDS_AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, "ms-agent-beats"),
            new ThreadPoolExecutor.DiscardPolicy());
    private volatile boolean stopping;
    private boolean away;
    private long lastGoodStart = System.nanoTime();

    Heartbeat(Registry registry, List<Registration> registrations, Supplier<String> note) {
        this.registry = registry;
        this.registrations = List.copyOf(registrations);
        this.note = note;
    }

    void start(Duration interval) {
        clock.scheduleWithFixedDelay(
                () -> rounds.execute(this::beatAll), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beatAll() {
        long start = System.nanoTime();
        try {
            for (Registration registration : registrations) {
                beat(registration);
            }
            good(start);
        } catch (RegistryException e) {
            bad(start, e);
        } catch (Throwable e) {
            // whatever it was, the next round is not to fail for it
            Log.write(Log.Level.ERROR, "heartbeat", e);
        }
    }

    private void beat(Registration registration) {
        String id = registration.id();
        if (stopping || (registered.contains(id) && registry.beat(id, Status.PASSING, note.get()))) {
            return;
        }
        if (stopping) {
            return;
        }
        // it serves already: between this and the beat nobody shall take it for critical
        registry.register(registration, Status.PASSING);
        registered.add(id);
        boolean unused = registry.beat(id, Status.PASSING, note.get());
    }

    private synchronized void good(long start) {
        lastGoodStart = Math.max(lastGoodStart, start);
        if (away) {
            away = false;
            Log.warn("registry: back; " + registrations.size() + " services registered");
        }
    }

    /** A round that hung, and failed after a later one went well, says nothing new. */
    private synchronized void bad(long start, RegistryException e) {
        if (!away && !stopping && start - lastGoodStart >= 0) {
            away = true;
            Log.warn("registry: " + e.getMessage() + "; trying again every beat");
        }
    }

    /** No more beats: the instances turn critical, with the reason, so that callers look elsewhere at once. */
    void stop(String reason) {
        stopping = true;
        clock.shutdownNow();
        rounds.shutdown();
        try {
            // a round under way must not have the last word
            boolean unused = rounds.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forAll(id -> registry.beat(id, Status.CRITICAL, reason));
    }

    /** Takes the instances out of the registry. */
    @Override
    public void close() {
        if (!stopping) {
            stop("stopping");
        }
        forAll(registry::deregister);
        registered.clear();
    }

    /** One that cannot be had is not waited for again and again. */
    private void forAll(Consumer<String> request) {
        try {
            registered.forEach(request);
        } catch (RegistryException e) {
            Log.info("registry: " + e.getMessage() + "; the heartbeat's end will do instead");
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
