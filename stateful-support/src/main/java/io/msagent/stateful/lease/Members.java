package io.msagent.stateful.lease;

import io.msagent.core.partition.Partitions;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.LastKnown;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.Subscriptions;
import io.msagent.core.registry.Subscriptions.Subscription;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The instances of a service, as the registry tells of them. Safe for use by any thread. */
final class Members implements AutoCloseable {
    private final String service;
    private final String self;
    private final Runnable onChange;
    private final Subscription subscription;
    private LastKnown known;

    /**
     * @param self id of this process's own instance
     * @param grace how long after the registry's return an instance that it does not speak well of yet counts
     */
    Members(Subscriptions subscriptions, String service, String self, Duration grace, Runnable onChange) {
        this.service = service;
        this.self = self;
        this.onChange = onChange;
        this.known = LastKnown.nothing(grace);
        this.subscription = subscriptions.watch(service, this::told, this::lost);
    }

    private synchronized void told(List<Instance> instances) {
        known = known.told(instances);
        onChange.run();
    }

    private synchronized void lost(RegistryException e) {
        known = known.lost();
    }

    /** Whether the registry has ever told anything. */
    synchronized boolean isTold() {
        return known.isTold();
    }

    /** Whether nobody has taken this instance out of service. */
    synchronized boolean isSelfInService() {
        return known.instances().stream()
                .noneMatch(instance -> instance.id().equals(self) && instance.status() == Instance.Status.MAINTENANCE);
    }

    /** The others that may own partitions. */
    List<Instance> callable() {
        return others().stream().filter(other -> other.status().isCallable()).toList();
    }

    /** Another instance, whatever its status. */
    Optional<Instance> other(String id) {
        return others().stream().filter(other -> other.id().equals(id)).findFirst();
    }

    /**
     * Who is to own a partition.
     *
     * @param stays whether this instance is one of those who may
     * @param without ids of others who may not
     * @return empty if nobody may
     */
    Optional<String> owner(int partition, boolean stays, Collection<String> without) {
        TreeSet<String> ids = new TreeSet<>();
        callable().forEach(other -> ids.add(other.id()));
        ids.removeAll(without);
        if (stays) {
            ids.add(self);
        }
        return Optional.ofNullable(Partitions.owner(service, partition, ids));
    }

    private synchronized List<Instance> others() {
        return known.instances().stream()
                .filter(instance -> !instance.id().equals(self))
                .toList();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
