package io.msagent.orchestrator.observe;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.LastKnown;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One subscription a service, and what each last told. Subscriptions are changed by the control thread alone. */
public final class Watches implements AutoCloseable {
    /** So long a registration that was removed is not believed, though the subscription may still tell of it. */
    private static final Duration DISBELIEF = Duration.ofSeconds(5);

    /** Providers beat and register again within seconds of the registry's return. */
    private static final LastKnown NOTHING = LastKnown.nothing(Duration.ofSeconds(30));

    private final Registry registry;
    private final Subscriptions publisher;
    private final Runnable onChange;
    private final Map<String, Subscriptions.Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Map<String, LastKnown> known = new ConcurrentHashMap<>();
    private final Map<String, Instant> removed = new ConcurrentHashMap<>();

    /** @param publisher tells of changes; the registry itself, or whatever else serves the port */
    public Watches(Registry registry, Subscriptions publisher, Runnable onChange) {
        this.registry = registry;
        this.publisher = publisher;
        this.onChange = onChange;
    }

    /** Subscribes to these services and to no other. */
    void keepTo(Set<String> services, Instant now) {
        removed.values().removeIf(at -> at.plus(DISBELIEF).isBefore(now));
        for (String service : services) {
            subscriptions.computeIfAbsent(service, this::subscribe);
        }
        for (String service : subscriptions.keySet()) {
            if (!services.contains(service)) {
                subscriptions.remove(service).close();
                known.remove(service);
            }
        }
    }

    /** Services that have instances of which only the registry does not know. */
    Set<String> doubtful() {
        return known.entrySet().stream()
                .filter(e -> e.getValue().isLost()
                        || e.getValue().instances().stream().anyMatch(e.getValue()::isKept))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whether the service's subscription has told anything yet. */
    boolean told(String service) {
        LastKnown last = known.get(service);
        return last != null && last.isTold();
    }

    /** What the service's subscription last told, with what only the registry has lost, without what was removed since. */
    List<Instance> of(String service) {
        return known.getOrDefault(service, NOTHING).instances().stream()
                .filter(instance -> !removed.containsKey(instance.id()))
                .toList();
    }

    /** Removes a registration from the registry. */
    public void deregister(String registrationId, Instant now) {
        registry.deregister(registrationId);
        removed.put(registrationId, now);
    }

    @Override
    public void close() {
        keepTo(Set.of(), Instant.EPOCH);
    }

    private Subscriptions.Subscription subscribe(String service) {
        return publisher.watch(
                service,
                now -> {
                    change(service, last -> last.told(now));
                    onChange.run();
                },
                lost -> {
                    change(service, LastKnown::lost);
                    Log.debug("subscription to " + service + " lost: " + lost.getMessage());
                });
    }

    private void change(String service, UnaryOperator<LastKnown> next) {
        known.compute(service, (name, last) -> next.apply(last == null ? NOTHING : last));
    }
}
