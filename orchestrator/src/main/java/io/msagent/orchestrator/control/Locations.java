package io.msagent.orchestrator.control;

import io.msagent.core.registry.Instance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Names the instances of a service that serve one after the other, for all callers together. Safe for use by any thread. */
final class Locations {
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();

    /** @param digest of the code that it must run; empty if any will do */
    Optional<Instance> next(Snapshot latest, String service, String digest) {
        List<Instance> serving = latest.services().stream()
                .filter(s -> s.name().equals(service))
                .flatMap(s -> s.instances().stream())
                .filter(i -> digest.isEmpty() ? i.state() == InstanceState.State.SERVING : i.serves(digest))
                .flatMap(i -> i.registrations().stream())
                .filter(r -> r.status().isCallable())
                .toList();
        if (serving.isEmpty()) {
            return Optional.empty();
        }
        int turn = turns.computeIfAbsent(service, name -> new AtomicInteger()).getAndIncrement();
        return Optional.of(serving.get(Math.floorMod(turn, serving.size())));
    }
}
