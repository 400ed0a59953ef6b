package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.ProvenInstances;
import io.msagent.core.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One subscription a service, and what each last told. Subscriptions are changed by the control thread alone. */
final class Watches implements AutoCloseable {
    /** So long a registration that was removed is not believed, though the subscription may still tell of it. */
    private static final Duration DISBELIEF = Duration.ofSeconds(5);

    private final Registry registry;
    private final ProvenInstances proven;
    private final Runnable onChange;
    private final Map<String, Registry.Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Map<String, List<Instance>> instances = new ConcurrentHashMap<>();
    private final Map<String, Instant> removed = new ConcurrentHashMap<>();

    Watches(Registry registry, ProvenInstances proven, Runnable onChange) {
        this.registry = registry;
        this.proven = proven;
        this.onChange = onChange;
    }

    /** Subscribes to these services and to no other. */
    void keepTo(Set<String> services) {
        for (String service : services) {
            subscriptions.computeIfAbsent(service, this::subscribe);
        }
        for (String service : subscriptions.keySet()) {
            if (!services.contains(service)) {
                subscriptions.remove(service).close();
                instances.remove(service);
            }
        }
    }

    /** Whether the service's subscription has told anything yet. */
    boolean told(String service) {
        return instances.containsKey(service);
    }

    /** What the service's subscription last told, without what was removed since. */
    List<Instance> of(String service, Instant now) {
        removed.values().removeIf(at -> at.plus(DISBELIEF).isBefore(now));
        return instances.getOrDefault(service, List.of()).stream()
                .filter(instance -> !removed.containsKey(instance.id()))
                .toList();
    }

    /** Removes a registration from the registry. */
    void deregister(String registrationId, Instant now) {
        registry.deregister(registrationId);
        removed.put(registrationId, now);
    }

    @Override
    public void close() {
        keepTo(Set.of());
    }

    private Registry.Subscription subscribe(String service) {
        return registry.watch(
                service,
                now -> {
                    instances.put(service, proven.of(now));
                    onChange.run();
                },
                lost -> Log.debug("subscription to " + service + " lost: " + lost.getMessage()));
    }
}
