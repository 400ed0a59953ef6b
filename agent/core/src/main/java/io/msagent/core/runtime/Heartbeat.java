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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps a provider's instances registered: registers them, beats for each, and registers again whatever the registry has
 * forgotten. While the registry is away it keeps trying and says so once. Its threads are those of {@link BeatSchedule};
 * nothing here is on the path of a call.
 */
final class Heartbeat implements AutoCloseable {
    private final Registry registry;
    private final List<Registration> registrations;
    private final Supplier<String> note;
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final BeatSchedule schedule;
    /** Instances whose last beat failed; guarded by itself. */
    private final Set<String> failing = new HashSet<>();

    Heartbeat(Registry registry, List<Registration> registrations, Supplier<String> note, Duration interval) {
        this.registry = registry;
        this.registrations = List.copyOf(registrations);
        this.note = note;
        this.schedule = new BeatSchedule(
                interval,
                this.registrations.stream()
                        .map(registration -> (Runnable) () -> tryToBeat(registration))
                        .toList());
    }

    void start() {
        schedule.start();
    }

    private void tryToBeat(Registration registration) {
        try {
            beat(registration);
            succeeded(registration.id());
        } catch (RegistryException e) {
            failed(registration.id(), e);
        } catch (Throwable e) {
            // whatever it was: a thrown error would end the schedule, and with it the registration of a healthy process
            Log.write(Log.Level.ERROR, "heartbeat", e);
        }
    }

    private void beat(Registration registration) {
        String id = registration.id();
        if (registered.contains(id) && registry.beat(id, Instance.Status.PASSING, note.get())) {
            return;
        }
        registered.remove(id);
        registry.register(registration);
        registry.beat(id, Instance.Status.PASSING, note.get());
        registered.add(id);
    }

    private void succeeded(String id) {
        synchronized (failing) {
            if (failing.remove(id) && failing.isEmpty()) {
                Log.info("registry: back; " + registrations.size() + " services registered");
            }
        }
    }

    private void failed(String id, RegistryException e) {
        synchronized (failing) {
            if (failing.isEmpty()) {
                Log.warn("registry: " + e.getMessage() + "; trying again every beat");
            }
            failing.add(id);
        }
    }

    /** No more beats: the instances turn critical, with the reason, so that callers look elsewhere at once. */
    void stop(String reason) {
        schedule.close();
        registered.forEach(id -> attempt(() -> registry.beat(id, Instance.Status.CRITICAL, reason)));
    }

    /** Takes the instances out of the registry. */
    @Override
    public void close() {
        schedule.close();
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
