package io.msagent.orchestrator.control;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.InstanceTags;
import io.msagent.core.registry.Registry;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.StoredLaunch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Gathers a snapshot. Used by the control thread alone. */
final class Observer {
    private final Registry registry;
    private final Memory memory;
    private final Fleet fleet;
    private final Watches watches;
    private final Health health;
    private final Deaths deaths;
    private final Set<String> notProviders;
    private final BiConsumer<Tracked, Instant> onDead;
    private final Map<String, Launched> launched = new HashMap<>();

    /**
     * A new one.
     *
     * @param notProviders registered services that are something else
     * @param onDead called when a child is seen to be dead, before its service's deaths are looked at
     */
    Observer(
            Registry registry,
            Memory memory,
            Fleet fleet,
            Watches watches,
            Health health,
            Deaths deaths,
            Set<String> notProviders,
            BiConsumer<Tracked, Instant> onDead) {
        this.registry = registry;
        this.memory = memory;
        this.fleet = fleet;
        this.watches = watches;
        this.health = health;
        this.deaths = deaths;
        this.notProviders = notProviders;
        this.onDead = onDead;
    }

    private record Launched(StoredLaunch launch, Instant since) {}

    /** The launch that was last seen, or null. */
    @Nullable
    StoredLaunch launch(String service) {
        Launched known = launched.get(service);
        return known == null ? null : known.launch();
    }

    Snapshot observe(Instant now, boolean repair) {
        Kept kept = memory.read(repair);
        fleet.sync(kept.spawns(), now, repair);
        Set<String> services = new TreeSet<>(registry.services(InstanceTags.PRODUCT));
        services.addAll(watches.doubtful());
        services.removeAll(notProviders);
        services.addAll(kept.launches().keySet());
        services.addAll(kept.refused().keySet());
        fleet.all().forEach(tracked -> services.add(tracked.record.service()));
        watches.keepTo(services);
        launched.keySet().retainAll(kept.launches().keySet());
        kept.launches()
                .forEach((service, launch) -> launched.compute(
                        service,
                        (name, known) ->
                                known != null && known.launch().equals(launch) ? known : new Launched(launch, now)));

        List<ServiceState> states = new ArrayList<>();
        for (String service : services) {
            Launched launch = launched.get(service);
            states.add(new ServiceState(
                    service,
                    // what the registry has not told of yet may be there all the same
                    launch == null || !watches.told(service)
                            ? null
                            : launch.launch().digest(),
                    launch == null ? Instant.EPOCH : launch.since(),
                    kept.refused().get(service),
                    kept.desired().getOrDefault(service, 1),
                    instances(service, now),
                    deaths.of(service)));
        }
        health.keepTo(states.stream().flatMap(s -> s.instances().stream()).flatMap(i -> i.registrations().stream()));
        return new Snapshot(states);
    }

    private List<InstanceState> instances(String service, Instant now) {
        Map<String, List<Instance>> ofChildren = new HashMap<>();
        List<InstanceState> states = new ArrayList<>();
        for (Instance registration : watches.of(service, now)) {
            Tracked child = fleet.get(registration.meta().get(InstanceMeta.SPAWN));
            if (child != null && child.record.service().equals(service)) {
                fleet.identify(child, registration);
                ofChildren
                        .computeIfAbsent(child.record.id(), id -> new ArrayList<>())
                        .add(registration);
            } else {
                states.add(startedByHand(registration, now));
            }
        }
        for (Tracked child : fleet.all()) {
            if (child.record.service().equals(service)) {
                states.add(child(child, ofChildren.getOrDefault(child.record.id(), List.of()), now));
            }
        }
        return states;
    }

    private InstanceState child(Tracked child, List<Instance> registrations, Instant now) {
        InstanceState.Life life = fleet.life(child);
        boolean answers = false;
        if (life == InstanceState.Life.DEAD) {
            registrations.forEach(health::forget);
            onDead.accept(child, now);
        } else {
            for (Instance registration : registrations) {
                answers |= health.answers(registration);
            }
        }
        child.served |= answers;
        return new InstanceState(
                child.record.id(),
                child.record.digest(),
                true,
                life,
                registrations,
                answers,
                child.served,
                child.since,
                child.stopAsked,
                child.record.pid(),
                child.record.started(),
                child.record.orchestrator());
    }

    private InstanceState startedByHand(Instance registration, Instant now) {
        boolean answers = health.answers(registration);
        Map<String, String> meta = registration.meta();
        String pid = meta.getOrDefault(InstanceMeta.PID, "");
        return new InstanceState(
                registration.id(),
                meta.getOrDefault(InstanceMeta.DIGEST, ""),
                false,
                InstanceState.Life.UNKNOWN,
                List.of(registration),
                answers,
                answers,
                now,
                null,
                pid.matches("\\d{1,18}") ? Long.parseLong(pid) : 0,
                meta.getOrDefault(InstanceMeta.STARTED, ""),
                meta.getOrDefault(InstanceMeta.ORCHESTRATOR, ""));
    }
}
