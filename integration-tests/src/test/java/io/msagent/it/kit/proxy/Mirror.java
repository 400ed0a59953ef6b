package io.msagent.it.kit.proxy;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.InstanceTags;
import io.msagent.core.registry.Proof;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Subscriptions.Subscription;
import io.msagent.core.token.ClusterToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries registrations from one registry to another, with each provider's address replaced by that of a proxy before it.
 * Safe for use by any thread.
 */
public final class Mirror implements AutoCloseable {
    private static final Duration FOR_GOOD = Duration.ofHours(1);

    private final Registry target;
    private final Proof proof;
    private final FaultScript script;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Map<Long, FaultProxy> proxies = new HashMap<>();
    /** By instance id. */
    private final Map<String, Shown> registered = new HashMap<>();

    /** What real providers say of themselves. */
    private final Map<Shown, Map<String, String>> metas = new HashMap<>();
    /** Instance ids of {@link #pretend}. */
    private final Set<String> pretended = new HashSet<>();

    private final Set<Long> forgotten = new HashSet<>();
    private boolean frozen;

    private record Shown(String service, long pid) {}

    Mirror(Registry source, Registry target, String token, FaultScript script, Set<String> services) {
        this.target = target;
        this.proof = new Proof(ClusterToken.of(token));
        this.script = script;
        for (String service : services) {
            subscriptions.add(source.watch(service, found -> carry(service, found), lost -> {}));
        }
    }

    /** The proxy before a process; null before it has registered, or once it was forgotten. */
    public synchronized FaultProxy proxy(long pid) {
        return proxies.get(pid);
    }

    /** Whether callers are told that this process serves this service. */
    public synchronized boolean shows(long pid, String service) {
        return registered.containsValue(new Shown(service, pid));
    }

    /** From now on callers are not told of changes. */
    public synchronized void freeze() {
        frozen = true;
    }

    /** Ends {@link #freeze}; what has changed meanwhile is told with the next change. */
    public synchronized void thaw() {
        frozen = false;
    }

    /** Takes a process that is gone, or is to be, out of the callers' sight for good. */
    public synchronized void forget(long pid) {
        forgotten.add(pid);
        List.copyOf(registered.entrySet()).stream()
                .filter(e -> e.getValue().pid() == pid)
                .forEach(e -> remove(e.getKey()));
        FaultProxy proxy = proxies.remove(pid);
        if (proxy != null) {
            proxy.close();
        }
    }

    /**
     * Tells callers that a process serves a service, in the words of another process that does.
     *
     * @param at who is said to serve it
     * @param like who serves it
     * @param token the cluster token of the callers that are to believe it
     */
    public synchronized void pretend(String service, long at, long like, String token) {
        String id = service + ".pretended-" + at;
        pretended.add(id);
        register(id, service, at, metas.get(new Shown(service, like)), new Proof(ClusterToken.of(token)));
    }

    /** Ends every {@link #pretend}. */
    public synchronized void endPretence() {
        pretended.forEach(target::deregister);
        pretended.clear();
    }

    /** The listener must not block for long, and the embedded registry is in this very process. */
    private synchronized void carry(String service, List<Instance> found) {
        if (frozen) {
            return;
        }
        Set<String> there = new HashSet<>();
        for (Instance instance : found) {
            long pid = Long.parseLong(instance.meta().getOrDefault(InstanceMeta.PID, "0"));
            if (!forgotten.contains(pid)) {
                there.add(carry(instance, pid));
            }
        }
        List.copyOf(registered.entrySet()).stream()
                .filter(e -> e.getValue().service().equals(service) && !there.contains(e.getKey()))
                .forEach(e -> remove(e.getKey()));
    }

    private String carry(Instance instance, long pid) {
        String id = instance.id();
        if (!registered.containsKey(id)) {
            if (!instance.status().isCallable()) {
                return id;
            }
            proxies.computeIfAbsent(pid, p -> new FaultProxy(instance.port(), script));
            Shown shown = new Shown(instance.service(), pid);
            metas.put(shown, instance.meta());
            register(id, instance.service(), pid, instance.meta(), proof);
            registered.put(id, shown);
        }
        if (instance.status() == Instance.Status.MAINTENANCE) {
            target.maintenance(id, true, instance.note());
        } else {
            target.beat(id, instance.status(), instance.note());
        }
        return id;
    }

    private void register(String id, String service, long pid, Map<String, String> meta, Proof by) {
        target.register(
                by.on(new Registration(
                        id,
                        service,
                        "127.0.0.1",
                        proxies.get(pid).port(),
                        InstanceTags.standard(),
                        meta,
                        FOR_GOOD,
                        FOR_GOOD)),
                Instance.Status.PASSING);
    }

    private void remove(String id) {
        registered.remove(id);
        target.deregister(id);
    }

    @Override
    public synchronized void close() {
        subscriptions.forEach(Subscription::close);
        proxies.values().forEach(FaultProxy::close);
    }
}
