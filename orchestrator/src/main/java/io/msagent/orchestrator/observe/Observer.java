package io.msagent.orchestrator.observe;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.InstanceTags;
import io.msagent.core.registry.Registry;
import io.msagent.orchestrator.model.History;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.Snapshot;
import io.msagent.orchestrator.model.Standing;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.plan.Lifecycle;
import io.msagent.orchestrator.store.HistoryRecord;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.PolicyRecord;
import io.msagent.orchestrator.store.ProcessRecord;
import io.msagent.orchestrator.store.SpawnRecord;
import io.msagent.orchestrator.store.Store;
import io.msagent.orchestrator.store.StoredLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers what there is. Used by the control thread alone. */
public final class Observer {
    /** More than this of a round's time is time in which this process, its machine or the registry stood still. */
    private static final Duration ROUND_COUNTS = Duration.ofSeconds(3);

    private final Registry registry;
    private final Memory memory;
    private final Children children;
    private final Watches watches;
    private final Probes probes;
    private final Sightings sightings;
    private final Lifecycle lifecycle;
    private final Policy defaults;
    private final String orchestrators;
    private final Launches launches = new Launches();
    private final Map<String, Remembered> remembered = new HashMap<>();
    private @Nullable Instant judgedAt;
    private long round;
    private @Nullable String epoch;
    private boolean led;

    /**
     * A new one.
     *
     * @param defaults between which numbers a service is scaled of which nobody has said anything
     * @param orchestrators the service as which orchestrators are registered
     */
    public Observer(
            Registry registry,
            Store store,
            Children children,
            Watches watches,
            Probes probes,
            Lifecycle lifecycle,
            Policy defaults,
            String orchestrators) {
        this.registry = registry;
        this.memory = new Memory(store);
        this.children = children;
        this.watches = watches;
        this.probes = probes;
        this.sightings = new Sightings(children, probes);
        this.lifecycle = lifecycle;
        this.defaults = defaults;
        this.orchestrators = orchestrators;
    }

    /**
     * Looks at everything.
     *
     * @param leads whether this orchestrator leads, and so gives a registry back what it has lost
     */
    public Observation observe(Instant now, boolean leads) {
        Kept kept = memory.read(leads);
        Map<String, List<SpawnRecord>> spawns = new HashMap<>();
        kept.all(Kind.SPAWN)
                .values()
                .forEach(spawn -> spawns.computeIfAbsent(spawn.service(), s -> new ArrayList<>())
                        .add(spawn));
        Set<String> services = new TreeSet<>(registry.services(InstanceTags.PRODUCT));
        services.addAll(watches.doubtful());
        services.addAll(kept.all(Kind.LAUNCH).keySet());
        services.addAll(kept.refused().keySet());
        services.addAll(spawns.keySet());
        services.add(orchestrators);
        watches.keepTo(services, now);
        services.remove(orchestrators);
        launches.keepTo(kept.all(Kind.LAUNCH).keySet());
        if (Objects.equals(epoch, kept.epoch())) {
            children.keepTo(kept.all(Kind.SPAWN).keySet());
        } // else the registry began anew, and is about to be given back what it knew of them
        epoch = kept.epoch() == null ? epoch : kept.epoch();

        if (leads && !led) {
            // whom only this orchestrator has given up is looked at afresh before anything is done to it
            remembered.values().removeIf(Remembered::isGivenUpHereOnly);
        }
        led = leads;
        stoodStill(now);
        round++;
        probes.beginRound();
        Round seen = new Round(kept, now);
        List<ServiceState> states = new ArrayList<>(services.size());
        for (String service : services) {
            if (!watches.told(service)) {
                // what the registry has not told of yet may be there all the same
                seen.keepAsItWas(spawns.getOrDefault(service, List.of()));
                continue;
            }
            states.add(seen.service(service, spawns.getOrDefault(service, List.of())));
        }
        probes.endRound();
        List<InstanceState> vanished = vanished(seen);
        return new Observation(
                kept,
                new Snapshot(states, Hosts.of(kept)),
                seen.transitions,
                vanished,
                seen.strays,
                watches.of(orchestrators));
    }

    private void stoodStill(Instant now) {
        Duration still = judgedAt == null
                ? Duration.ZERO
                : Duration.between(judgedAt, now).minus(ROUND_COUNTS);
        if (still.compareTo(Duration.ZERO) > 0) {
            remembered.values().forEach(known -> known.stoodStill(still));
        }
        judgedAt = now;
    }

    private List<InstanceState> vanished(Round seen) {
        List<InstanceState> vanished = new ArrayList<>();
        for (Iterator<Remembered> all = remembered.values().iterator(); all.hasNext(); ) {
            Remembered known = all.next();
            InstanceState last = known.last;
            if (known.round == round || last == null) {
                continue;
            }
            all.remove();
            if (!last.state().isOver()) {
                // its end and its being forgotten lay between two rounds, or it has deregistered by itself
                boolean dead = last.managed() && last.sighting().stop() == null;
                Standing over = new Standing(
                        dead ? State.DEAD : State.RETIRED,
                        last.managed() ? "has ended" : "has left the registry",
                        seen.now,
                        last.standing().served());
                last = Round.with(last, over);
                seen.transitions.add(new Transition(last, known.standing));
            }
            vanished.add(last);
        }
        return vanished;
    }

    /** One pass over all services. */
    private final class Round {
        final Kept kept;
        final Instant now;
        final List<Transition> transitions = new ArrayList<>();
        final List<Instance> strays = new ArrayList<>();

        Round(Kept kept, Instant now) {
            this.kept = kept;
            this.now = now;
        }

        void keepAsItWas(List<SpawnRecord> spawns) {
            for (SpawnRecord spawn : spawns) {
                Remembered known = remembered.get(spawn.id());
                if (known != null) {
                    known.round = round;
                }
            }
        }

        ServiceState service(String name, List<SpawnRecord> spawns) {
            StoredLaunch launch = kept.get(Kind.LAUNCH, name);
            Instant since = launch == null ? Instant.EPOCH : launches.since(launch, now);
            PolicyRecord wished = kept.get(Kind.POLICY, name);
            Policy policy = wished == null ? defaults : wished.policy();
            Kind.Count desired = kept.get(Kind.DESIRED, name);
            Kind.Mark restart = kept.get(Kind.RESTART, name);
            HistoryRecord history = kept.get(Kind.HISTORY, name);
            return new ServiceState(
                    name,
                    launch == null ? null : launch.digest(),
                    since,
                    kept.refused().get(name),
                    policy,
                    desired == null ? policy.min() : desired.count(),
                    kept.get(Kind.DEMAND, name) != null,
                    restart == null ? null : restart.since(now),
                    kept.all(Kind.RETIRE).keySet(),
                    instances(name, spawns),
                    history == null ? History.NONE : history.history(now));
        }

        private List<InstanceState> instances(String service, List<SpawnRecord> spawns) {
            List<Instance> registrations = watches.of(service);
            Map<String, List<Instance>> byInstance = new HashMap<>();
            Set<String> taken = new HashSet<>();
            for (Instance registration : registrations) {
                String spawn = registration.meta().getOrDefault(InstanceMeta.SPAWN, "");
                SpawnRecord record = spawn.isEmpty() ? null : kept.get(Kind.SPAWN, spawn);
                boolean managed = record != null && record.service().equals(service);
                if (!managed && !spawn.isEmpty()) {
                    strays.add(registration);
                }
                byInstance
                        .computeIfAbsent(managed ? spawn : registration.id(), id -> new ArrayList<>())
                        .add(registration);
                if (registration.status().isCallable()) {
                    taken.add(Sightings.address(registration));
                }
            }
            List<InstanceState> states = new ArrayList<>();
            for (SpawnRecord spawn : spawns) {
                List<Instance> own = byInstance.remove(spawn.id());
                states.add(managed(spawn, own == null ? List.of() : own, taken));
            }
            byInstance.forEach((id, own) -> states.add(byHand(id, service, own, taken)));
            return states;
        }

        private InstanceState managed(SpawnRecord record, List<Instance> own, Set<String> taken) {
            ProcessRecord process = kept.get(Kind.PROCESS, record.id());
            Remembered known = remembered.computeIfAbsent(record.id(), id -> new Remembered(now));
            Sightings.Seen seen = sightings.managed(
                    record, process, kept.supervisor(record.host()).isPresent(), own, taken, known, now);
            Standing before = known.standing;
            if (before == null && process != null && process.served()) {
                // heard of from another; had it been starting, it would be given the time of a start
                before = Standing.notYetVerified(now);
            }
            return stands(
                    known,
                    new InstanceState(
                            record.id(),
                            record.service(),
                            record.host(),
                            record.digest(),
                            seen.sighting(),
                            judged(before, seen.sighting()),
                            own,
                            known.traits(own),
                            seen.load(),
                            seen.keeping(),
                            intended(record, known),
                            process == null ? 0 : process.pid(),
                            process == null ? "" : process.started(),
                            record.orchestrator()));
        }

        /** Not after it was first heard of: the clock of who decided it may have been ahead. */
        private static Instant intended(SpawnRecord record, Remembered known) {
            Instant intended = Instant.parse(record.intended());
            return intended.isAfter(known.since) ? known.since : intended;
        }

        private InstanceState byHand(String id, String service, List<Instance> own, Set<String> taken) {
            Remembered known = remembered.computeIfAbsent(id, i -> new Remembered(now));
            Sightings.Seen seen = sightings.byHand(own, taken, known);
            Map<String, String> meta = own.get(0).meta();
            String pid = meta.getOrDefault(InstanceMeta.PID, "");
            return stands(
                    known,
                    new InstanceState(
                            id,
                            service,
                            meta.getOrDefault(InstanceMeta.HOST, ""),
                            meta.getOrDefault(InstanceMeta.DIGEST, ""),
                            seen.sighting(),
                            judged(known.standing, seen.sighting()),
                            own,
                            known.traits(own),
                            seen.load(),
                            seen.keeping(),
                            known.since,
                            pid.matches("\\d{1,18}") ? Long.parseLong(pid) : 0,
                            meta.getOrDefault(InstanceMeta.STARTED, ""),
                            meta.getOrDefault(InstanceMeta.ORCHESTRATOR, "")));
        }

        private Standing judged(@Nullable Standing before, Sighting sighting) {
            return lifecycle.next(before, sighting, now);
        }

        private InstanceState stands(Remembered known, InstanceState state) {
            known.round = round;
            if (known.standing == null || known.standing.state() != state.state()) {
                transitions.add(new Transition(state, known.standing));
            }
            known.standing = state.standing();
            known.last = state;
            return state;
        }

        static InstanceState with(InstanceState i, Standing standing) {
            return new InstanceState(
                    i.id(),
                    i.service(),
                    i.host(),
                    i.digest(),
                    i.sighting(),
                    standing,
                    i.registrations(),
                    i.traits(),
                    i.load(),
                    i.keeping(),
                    i.intended(),
                    i.pid(),
                    i.started(),
                    i.orchestrator());
        }
    }
}
