package io.msagent.core.registry;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance.Status;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a process that speaks TLS from instances that do not, and the other way round: neither would understand the other,
 * and a process that was told to use TLS never falls back to clear text. To be put over {@link ProvenInstances}, because a
 * proof covers what an instance says of its TLS. Safe for use by any thread.
 */
public final class TlsMatch {
    private final boolean tls;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** @param tls whether this process speaks TLS to others */
    public TlsMatch(boolean tls) {
        this.tls = tls;
    }

    /** Why this process cannot speak with the instance, and what to do; null if it can. */
    public @Nullable String trouble(Instance instance) {
        if (instance.meta().isEmpty() || speaksTls(instance) == tls) {
            return null; // who says nothing of itself is not called for that
        }
        return tls
                ? "it speaks in clear text, and this process TLS only (expected: started with tls.cert, tls.key and"
                        + " tls.ca, as this one has tls.ca)"
                : "it speaks TLS, and this process has no tls.ca (expected: tls.ca here, and tls.cert and tls.key"
                        + " unless it has tls.client=none)";
    }

    /** The same instances in the same order; those that cannot be spoken with are critical, and warned of once. */
    public List<Instance> of(List<Instance> instances) {
        return instances.stream().map(this::of).toList();
    }

    /** Subscriptions that tell of instances so. */
    public Subscriptions over(Subscriptions registry) {
        return (String service, Consumer<List<Instance>> listener, Consumer<RegistryException> onLost) ->
                registry.watch(service, instances -> listener.accept(of(instances)), onLost);
    }

    private Instance of(Instance instance) {
        String trouble = trouble(instance);
        if (trouble == null) {
            return instance;
        }
        if (warned.add(instance.service())) {
            Log.warn("registry: instance " + instance.id() + " of " + instance.service() + " at " + instance.host()
                    + ":" + instance.port() + " is not called: " + trouble);
        }
        return new Instance(
                instance.id(),
                instance.service(),
                instance.host(),
                instance.port(),
                instance.meta(),
                Status.CRITICAL,
                trouble);
    }

    private static boolean speaksTls(Instance instance) {
        return "true".equals(instance.meta().get(InstanceMeta.TLS));
    }
}
