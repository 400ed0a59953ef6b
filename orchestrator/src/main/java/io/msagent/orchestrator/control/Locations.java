package io.msagent.orchestrator.control;

import io.msagent.core.registry.Instance;
import io.msagent.orchestrator.model.ServiceState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Names the instances of a service that serve one after the other, for all callers together. Safe for use by any thread. */
final class Locations {
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();

    /**
     * The next of the service that may be called.
     *
     * @param latest the service as last seen; null if it was not seen
     * @param digest of the code that it must run; empty if any will do
     */
    Optional<Instance> next(@Nullable ServiceState latest, String service, String digest) {
        if (latest == null) {
            return Optional.empty();
        }
        List<Instance> serving = latest.instances().stream()
                .filter(i -> digest.isEmpty() ? i.state().serves() : i.serves(digest))
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
