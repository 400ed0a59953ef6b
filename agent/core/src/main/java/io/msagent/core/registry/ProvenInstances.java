package io.msagent.core.registry;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance.Status;
import io.msagent.core.token.ClusterToken;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Instances as they may be believed: one without a valid {@link Proof} is critical, whatever the registry says, and has no
 * meta, so that nobody calls or probes it or acts on what it says of itself. It is warned of once. Safe for use by any
 * thread.
 */
public final class ProvenInstances {
    /** Who can write to the registry could invent names without end. */
    private static final int MOST_WARNINGS = 100;

    private final Proof proof;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** Believes who has this token. */
    public ProvenInstances(ClusterToken token) {
        this.proof = new Proof(token);
    }

    /** The same instances, in the same order. */
    public List<Instance> of(List<Instance> instances) {
        return instances.stream().map(this::of).toList();
    }

    /** Whether the instance has a valid proof. */
    public boolean isProven(Instance instance) {
        return proof.fits(instance);
    }

    /** Subscriptions that tell of instances as they may be believed. */
    public Subscriptions over(Subscriptions registry) {
        return (String service, Consumer<List<Instance>> listener, Consumer<RegistryException> onLost) ->
                registry.watch(service, instances -> listener.accept(of(instances)), onLost);
    }

    private Instance of(Instance instance) {
        if (isProven(instance)) {
            return instance;
        }
        String address = instance.host() + ":" + instance.port();
        if (warned.size() < MOST_WARNINGS && warned.add(instance.id() + "@" + address)) {
            Log.warn("registry: instance " + instance.id() + " of " + instance.service() + " at " + address
                    + ": no valid proof, so it is not called (expected: registered by who has this cluster token;"
                    + " compare token.file there and here, or find out who registered it)");
        }
        return new Instance(
                instance.id(),
                instance.service(),
                instance.host(),
                instance.port(),
                Map.of(),
                Status.CRITICAL,
                "no valid proof: not called");
    }
}
