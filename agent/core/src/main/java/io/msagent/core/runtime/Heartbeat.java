package io.msagent.core.runtime;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Keeps a provider's instances registered: registers them, beats for each, and registers again whatever the registry has
 * forgotten. While the registry is away it keeps trying and says so once. One daemon thread; nothing here is on the path
 * of a call.
 */
final class Heartbeat implements AutoCloseable {
    private final Registry registry;
    private final List<Registration> registrations;
    private final Function<Registration, String> note;
    private final Set<String> registered = new HashSet<>();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "ms-agent-heartbeat");
        thread.setDaemon(true);
        return thread;
    });
    private boolean away;
    private boolean stopping;

    Heartbeat(Registry registry, List<Registration> registrations, Function<Registration, String> note) {
        this.registry = registry;
        this.registrations = List.copyOf(registrations);
        this.note = note;
    }

    void start(Duration interval) {
        beats.scheduleWithFixedDelay(this::beatAll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void beatAll() {
        if (stopping) {
            return;
        }
        try {
            for (Registration registration : registrations) {
                beat(registration);
            }
            if (away) {
                away = false;
                Log.info("registry: back; " + registrations.size() + " services registered");
            }
        } catch (RegistryException e) {
            if (!away) {
                away = true;
                Log.warn("registry: " + e.getMessage() + "; trying again every beat");
            }
        } catch (Throwable e) {
            // whatever it was: a thrown error would end the schedule, and with it the registration of a healthy process
            Log.write(Log.Level.ERROR, "heartbeat", e);
        }
    }

    private void beat(Registration registration) {
        String id = registration.id();
        if (registered.contains(id) && registry.beat(id, Instance.Status.PASSING, note.apply(registration))) {
            return;
        }
        registered.remove(id);
        registry.register(registration);
        registry.beat(id, Instance.Status.PASSING, note.apply(registration));
        registered.add(id);
    }

    /**
     * No more beats, and the instances are taken out of service, so that callers look elsewhere at once. Maintenance and
     * not a critical beat: its reason is shown at once and stays, while a note would become "TTL expired".
     */
    synchronized void stop(String reason) {
        stopping = true;
        registered.forEach(id -> attempt(() -> registry.maintenance(id, true, reason)));
    }

    /** Takes the instances out of the registry. */
    @Override
    public synchronized void close() {
        stopping = true;
        beats.shutdownNow();
        registered.forEach(id -> attempt(() -> registry.deregister(id)));
        registered.clear();
    }

    private static void attempt(Runnable request) {
        try {
            request.run();
        } catch (RegistryException e) {
            Log.info("registry: " + e.getMessage() + "; the heartbeat's end will do instead");
        }
    }
}
