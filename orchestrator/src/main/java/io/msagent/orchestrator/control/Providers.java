package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The way out: ends all children of this machine. Used when the control loop has ended. */
final class Providers {
    private final Registry registry;
    private final Store store;
    private final Spawner spawner;
    private final Fleet fleet;
    private final Limits limits;
    private final SteadyClock clock;

    Providers(Registry registry, Store store, Spawner spawner, Fleet fleet, Limits limits, SteadyClock clock) {
        this.registry = registry;
        this.store = store;
        this.spawner = spawner;
        this.fleet = fleet;
        this.limits = limits;
        this.clock = clock;
    }

    void stop() {
        try {
            Kept kept = store.read();
            fleet.sync(kept.spawns(), clock.now(), true);
            // first, so that nothing starts them again
            kept.launches().keySet().forEach(store::forgetLaunch);
        } catch (RegistryException e) {
            Log.warn("registry: " + e.getMessage() + "; its entries stay");
        }
        Collection<Tracked> children = fleet.all();
        List<Spawned> running = children.stream()
                .flatMap(child -> Stream.ofNullable(child.spawned))
                .filter(spawner::isAlive)
                .toList();
        end(running);
        try {
            children.forEach(this::forget);
        } catch (RegistryException e) {
            Log.warn("registry: " + e.getMessage() + "; the next orchestrator clears up");
        }
    }

    private void end(List<Spawned> running) {
        CountDownLatch ended = new CountDownLatch(running.size());
        for (Spawned child : running) {
            spawner.kill(child, false);
            spawner.onEnd(child, ended::countDown);
        }
        try {
            if (!ended.await(limits.stopGrace().toMillis(), TimeUnit.MILLISECONDS)) {
                running.stream().filter(spawner::isAlive).forEach(child -> {
                    Log.warn(child.id() + " (pid " + child.pid() + ") did not end within " + limits.stopGrace()
                            + ": killed");
                    spawner.kill(child, true);
                });
                boolean unused = ended.await(2, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(Tracked child) {
        registry.lookUp(child.record.service()).stream()
                .filter(r -> child.record.id().equals(r.meta().get(InstanceMeta.SPAWN)))
                .forEach(r -> registry.deregister(r.id()));
        store.forgetSpawn(child.record.id());
        fleet.remove(child.record.id());
    }
}
