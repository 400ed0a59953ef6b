package io.msagent.orchestrator.observe;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.orchestrator.model.Keeping;
import io.msagent.orchestrator.model.Load;
import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.Sighting.Life;
import io.msagent.orchestrator.model.Sighting.Probe;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.Standing;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.store.ProcessRecord;
import io.msagent.orchestrator.store.SpawnRecord;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts together what is seen of one instance. Used by the control thread alone. */
final class Sightings {
    private static final double CONGESTED = 0.9;

    private final Children children;
    private final Probes probes;

    Sightings(Children children, Probes probes) {
        this.children = children;
        this.probes = probes;
    }

    /**
     * One, and what it last said.
     *
     * @param load null if nothing
     * @param keeping null if nothing
     */
    record Seen(
            Sighting sighting,
            @Nullable Load load,
            @Nullable Keeping keeping) {}

    /**
     * An instance that an orchestrator started.
     *
     * @param supervised whether an orchestrator watches the processes of its host
     * @param taken addresses at which another of the service can be called: who answers there is that one
     */
    Seen managed(
            SpawnRecord record,
            @Nullable ProcessRecord process,
            boolean supervised,
            List<Instance> registrations,
            Set<String> taken,
            Remembered known,
            Instant now) {
        Life life = life(record, process, supervised, known);
        String ending = process != null && process.ending().happened()
                ? process.ending().how()
                : children.isHere(record) ? children.ending(record.id()) : "";
        if (!registrations.isEmpty()) {
            known.registered = registrations;
        }
        // one that the registry has lost may run calls all the same
        Asked asked = life == Life.DEAD ? Asked.NOTHING : ask(known.registered, registrations.isEmpty(), taken, known);
        String digest = registrations.isEmpty()
                ? record.digest()
                : registrations.get(0).meta().getOrDefault(InstanceMeta.DIGEST, "");
        return new Seen(
                new Sighting(
                        true,
                        life,
                        registered(registrations),
                        note(registrations),
                        asked.probe(),
                        asked.reached(),
                        congested(asked.load()),
                        digest.equals(record.digest()) ? null : digest,
                        known.waitsSince,
                        known.stop(record.stop(), now),
                        ending),
                asked.load(),
                asked.keeping());
    }

    /** An instance that somebody started by hand. */
    Seen byHand(List<Instance> registrations, Set<String> taken, Remembered known) {
        Asked asked = ask(registrations, false, taken, known);
        return new Seen(
                new Sighting(
                        false,
                        Life.UNKNOWN,
                        registered(registrations),
                        note(registrations),
                        asked.probe(),
                        asked.reached(),
                        congested(asked.load()),
                        null,
                        known.waitsSince,
                        null,
                        ""),
                asked.load(),
                asked.keeping());
    }

    private Life life(SpawnRecord record, @Nullable ProcessRecord process, boolean supervised, Remembered known) {
        if (process != null && process.ending().happened()) {
            return Life.DEAD;
        }
        if (process != null && children.isHere(record)) {
            children.learn(record.id(), process);
        }
        if (children.isHere(record)) {
            return children.life(record.id());
        }
        if (process == null || process.pid() == 0) {
            return Life.UNKNOWN;
        }
        // of a lost host nobody says that its processes have ended; one that starts has the time of a start all the
        // same
        return supervised || known.standing == null || known.standing.state() == State.STARTING
                ? Life.ALIVE
                : Life.UNKNOWN;
    }

    private record Asked(
            Probe probe,
            boolean reached,
            @Nullable Load load,
            @Nullable Keeping keeping) {
        static final Asked NOTHING = new Asked(Probe.UNASKED, false, null, null);
    }

    private Asked ask(List<Instance> registrations, boolean lost, Set<String> taken, Remembered known) {
        Standing standing = known.standing;
        boolean urgent =
                standing == null || standing.state() == State.STARTING || standing.state() == State.QUARANTINED;
        Asked best = Asked.NOTHING;
        for (Instance registration : registrations) {
            Target target = probes.want(registration, urgent);
            if (target == null) {
                continue;
            }
            boolean anothers = (lost || registration.status() == Instance.Status.CRITICAL)
                    && taken.contains(address(registration));
            Asked one = anothers
                    ? new Asked(Probe.SILENT, false, null, null)
                    : new Asked(target.probe(), target.reached(), target.load(), target.keeping());
            if (best.probe() == Probe.UNASKED || one.probe() == Probe.ANSWERS) {
                best = one;
            }
        }
        return best;
    }

    static String address(Instance registration) {
        return registration.host() + ":" + registration.port();
    }

    private static boolean congested(@Nullable Load load) {
        return load != null
                && ((load.queued() > 0 && load.running() >= load.capacity())
                        || (load.full() && load.utilisation() >= CONGESTED));
    }

    private static Registered registered(List<Instance> registrations) {
        Registered best = Registered.NO;
        for (Instance registration : registrations) {
            Registered one = switch (registration.status()) {
                case PASSING, WARNING, NODE_CRITICAL -> Registered.CALLABLE;
                case CRITICAL -> Registered.CRITICAL;
                case MAINTENANCE -> Registered.MAINTENANCE;
            };
            if (one == Registered.MAINTENANCE) {
                return one;
            }
            if (best != Registered.CALLABLE) {
                best = one;
            }
        }
        return best;
    }

    /** Of one that is critical only where it is not believed, and so has no meta; else it is what its last beat said. */
    private static String note(List<Instance> registrations) {
        return registrations.stream()
                .filter(r -> r.status() == Instance.Status.MAINTENANCE
                        || (r.status() == Instance.Status.CRITICAL && r.meta().isEmpty()))
                .findFirst()
                .map(Instance::note)
                .orElse("");
    }
}
