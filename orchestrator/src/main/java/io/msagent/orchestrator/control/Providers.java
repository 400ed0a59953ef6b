package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Traits;
import io.msagent.orchestrator.observe.SteadyClock;
import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.ProcessRecord;
import io.msagent.orchestrator.store.SpawnRecord;
import io.msagent.orchestrator.store.SpawnRecord.Halt;
import io.msagent.orchestrator.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The way out: ends all children of this machine. Used when the control loop has ended. */
final class Providers {
    private final Identity identity;
    private final Registry registry;
    private final Store store;
    private final Spawner spawner;
    private final Limits limits;
    private final SteadyClock clock;
    private final DeadOwners deadOwners;

    Providers(
            Identity identity,
            Registry registry,
            Store store,
            Spawner spawner,
            Limits limits,
            SteadyClock clock,
            DeadOwners deadOwners) {
        this.identity = identity;
        this.registry = registry;
        this.store = store;
        this.spawner = spawner;
        this.limits = limits;
        this.clock = clock;
        this.deadOwners = deadOwners;
    }

    void stop() {
        try {
            Kept kept = store.read();
            boolean alone = kept.all(Kind.HOST).keySet().stream()
                    .allMatch(host -> host.equals(identity.host())
                            || kept.supervisor(host).isEmpty());
            if (alone) {
                // first, so that nothing starts them again
                kept.all(Kind.LAUNCH).keySet().forEach(service -> store.forget(Kind.LAUNCH, service));
            }
            List<SpawnRecord> here = kept.all(Kind.SPAWN).values().stream()
                    .filter(record -> record.host().equals(identity.host()))
                    .toList();
            Map<String, Duration> said = said(here);
            here.forEach(record -> store.save(
                    Kind.SPAWN, record.id(), record.with(halt(Objects.requireNonNull(said.get(record.id()))))));
            Collection<Spawned> running = running(here, kept);
            new GoodOrder(spawner).end(running, child -> limits.patience(Objects.requireNonNull(said.get(child.id()))));
            running.stream().filter(child -> !spawner.isAlive(child)).forEach(child -> deadOwners.add(child.id()));
            deadOwners.round();
            here.forEach(this::forget);
        } catch (RegistryException e) {
            Log.warn("registry: " + e.getMessage() + "; the next orchestrator clears up");
        }
    }

    private Collection<Spawned> running(List<SpawnRecord> here, Kept kept) {
        Map<String, Spawned> running = new HashMap<>();
        here.forEach(record -> {
            ProcessRecord process = kept.get(Kind.PROCESS, record.id());
            if (process != null && process.pid() != 0) {
                spawner.adopt(record.id(), process.pid(), Instant.parse(process.started()))
                        .ifPresent(spawned -> running.put(record.id(), spawned));
            }
        });
        running.putAll(spawner.findAll(here.stream().map(SpawnRecord::id).collect(Collectors.toSet())));
        return running.values();
    }

    /** How long each says that its end may take. */
    private Map<String, Duration> said(List<SpawnRecord> here) {
        Map<String, Duration> said = new HashMap<>();
        here.forEach(
                record -> said.put(record.id(), Duration.ofMillis(record.stop().patienceMillis())));
        here.stream()
                .map(SpawnRecord::service)
                .distinct()
                .flatMap(service -> registry.lookUp(service).stream())
                .forEach(r -> said.computeIfPresent(
                        r.meta().getOrDefault(InstanceMeta.SPAWN, ""),
                        (id, before) -> longer(before, Traits.of(List.of(r)).stopTime())));
        return said;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private Halt halt(Duration said) {
        return new Halt(clock.now().toString(), false, false, "the orchestrator stops", said.toMillis());
    }

    private void forget(SpawnRecord record) {
        registry.lookUp(record.service()).stream()
                .filter(r -> record.id().equals(r.meta().get(InstanceMeta.SPAWN)))
                .forEach(r -> registry.deregister(r.id()));
        store.forget(Kind.SPAWN, record.id());
        store.forget(Kind.PROCESS, record.id());
    }
}
