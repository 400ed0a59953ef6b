package io.msagent.core.runtime;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps a provider's instances registered: registers them, beats for each, and registers again whatever the registry has
 * forgotten. While the registry is away it keeps trying, and says when that begins and ends. {@link BeatSchedule} says
 * when; nothing here is on the path of a call.
 */
final class Heartbeat implements AutoCloseable {
    private final Registry registry;
    private final List<Registration> registrations;
    private final Function<Registration, String> note;
    private final BeatSchedule schedule;
    /** Instances that the registry was asked to register; it may have done so though its answer did not come. */
    private final Set<String> offered = ConcurrentHashMap.newKeySet();
    /** Instances whose last beat failed; guarded by itself. */
    private final Set<String> failing = new HashSet<>();

    private volatile boolean stopping;

    Heartbeat(
            Registry registry,
            List<Registration> registrations,
            Function<Registration, String> note,
            Duration interval) {
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
        // a registry so slow that answers do not come in time is not made slower by registering again and again
        if (!offered.add(id) && registry.beat(id, Status.PASSING, note.apply(registration))) {
            return;
        }
        if (stopping) {
            return;
        }
        // it serves already: between this and the beat nobody shall take it for critical
        registry.register(registration, Status.PASSING);
        boolean unused = registry.beat(id, Status.PASSING, note.apply(registration));
    }

    private void succeeded(String id) {
        synchronized (failing) {
            if (failing.remove(id) && failing.isEmpty()) {
                Log.warn("registry: back; " + registrations.size() + " services registered");
            }
        }
    }

    private void failed(String id, RegistryException e) {
        synchronized (failing) {
            if (failing.isEmpty() && !stopping) {
                Log.warn("registry: " + e.getMessage() + "; trying again every beat");
            }
            failing.add(id);
        }
    }

    /**
     * No more beats, and the instances are taken out of service, so that callers look elsewhere at once. Maintenance and
     * not a critical beat: its reason is shown at once and stays, while a note would become "TTL expired".
     */
    void stop(String reason) {
        stopping = true;
        schedule.close();
        forAll(id -> registry.maintenance(id, true, reason));
    }

    /** Takes the instances out of the registry. */
    @Override
    public void close() {
        if (!stopping) {
            stop("stopping");
        }
        forAll(registry::deregister);
        offered.clear();
    }

    /** A registry that is away is not waited for again and again. */
    private void forAll(Consumer<String> request) {
        for (String id : offered) {
            try {
                request.accept(id);
            } catch (RegistryException e) {
                Log.info("registry: " + e.getMessage() + "; the heartbeat's end will do instead");
                if (e.kind() == RegistryException.Kind.AWAY) {
                    return;
                }
            }
        }
    }
}
