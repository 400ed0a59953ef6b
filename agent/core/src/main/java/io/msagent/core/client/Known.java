package io.msagent.core.client;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.LastKnown;
import io.msagent.core.registry.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the registry last said about a service. Immutable to its users; safe for use by any thread. */
final class Known {
    private final LastKnown last;
    private final @Nullable RegistryException away;
    private final ConcurrentMap<Code, List<Instance>> usable = new ConcurrentHashMap<>();
    /** Made when it is first asked for. */
    private volatile @Nullable Map<String, Instance> byId;

    private Known(LastKnown last, @Nullable RegistryException away) {
        this.last = last;
        this.away = away;
    }

    /** @param grace how long instances are kept that a registry has forgotten, or holds for critical, after its return */
    static Known nothing(Duration grace) {
        return new Known(LastKnown.nothing(grace), null);
    }

    /** The registry answers, with these. */
    Known told(List<Instance> instances) {
        return new Known(last.told(instances), null);
    }

    /** The same instances, but the registry does not answer any more. */
    Known lost(RegistryException why) {
        return new Known(last.lost(), why);
    }

    /** The same, without what was only kept for a time that is over. */
    Known withoutStale() {
        LastKnown fresh = last.withoutStale();
        return fresh == last ? this : new Known(fresh, away);
    }

    /** Whether the registry has answered, or is known not to. */
    boolean settled() {
        return last.isTold() || away != null;
    }

    /** Why the registry does not answer; null if it does. */
    @Nullable
    String away() {
        return away == null ? null : String.valueOf(away.getMessage());
    }

    /** What a person can do so that there is somebody to call; a sentence without its full stop. */
    String whatToDo(Code code) {
        if (away == null) {
            boolean otherCode = instances().stream().anyMatch(i -> i.status().isCallable() && !code.runsIn(i));
            return otherCode && usable(code).isEmpty()
                    ? "Start its providers again with this program's jar, or set compat=any"
                    : "Start an orchestrator or a provider of the service";
        }
        return away.kind() == RegistryException.Kind.REFUSED
                ? "Give this process a registry.token that may read services and nodes"
                : "Start the registry, or name the one that runs (registry)";
    }

    /** All instances whatever their state. */
    List<Instance> instances() {
        return last.instances();
    }

    /** Whether the registry has an instance, in whatever state, and its address is still its own. */
    boolean lists(Instance instance) {
        boolean there = false;
        for (Instance i : instances()) {
            if (i.id().equals(instance.id())) {
                there = true;
            } else if (i.port() == instance.port() && i.host().equals(instance.host())) {
                return false;
            }
        }
        return there;
    }

    /**
     * The instances that may be called; as a last resort those of which only the node is lost.
     *
     * @param code what they must run
     */
    List<Instance> usable(Code code) {
        List<Instance> cached = usable.get(code);
        return cached != null ? cached : usable.computeIfAbsent(code, this::select);
    }

    private List<Instance> select(Code code) {
        List<Instance> fitting = instances().stream().filter(code::runsIn).toList();
        List<Instance> callable =
                fitting.stream().filter(i -> i.status().isCallable()).toList();
        return callable.isEmpty()
                ? fitting.stream()
                        .filter(i -> i.status() == Status.NODE_CRITICAL)
                        .toList()
                : callable;
    }

    /**
     * Why an answer of this instance is not worth waiting for, if there is another one to call: the registry is there and
     * says that it is critical, or knows it no more.
     *
     * @return null if it is; an instance that only the registry has lost is
     */
    @Nullable
    String lostWord(Instance instance, Code code) {
        if (away != null) {
            return null;
        }
        Instance now = byId().get(instance.id());
        boolean gone =
                now == null || now.port() != instance.port() || !now.host().equals(instance.host());
        if (now != null && !gone && now.status() != Status.CRITICAL) {
            return null;
        }
        boolean other = usable(code).stream().anyMatch(i -> !i.id().equals(instance.id()));
        if (!other) {
            return null;
        }
        return gone ? "the instance is gone from the registry" : "the registry holds the instance for critical";
    }

    /** An instance in whatever state; null if there is none of that id. */
    @Nullable
    Instance find(String id) {
        return byId().get(id);
    }

    /** Whether an instance is there and may be called, be it as a last resort. */
    boolean mayBeCalled(String id) {
        Instance now = byId().get(id);
        return now != null && (now.status().isCallable() || now.status() == Status.NODE_CRITICAL);
    }

    private Map<String, Instance> byId() {
        Map<String, Instance> map = byId;
        if (map == null) {
            map = instances().stream().collect(Collectors.toMap(Instance::id, i -> i, (one, other) -> one));
            byId = map;
        }
        return map;
    }

    /** Whether the instance may be called without the registry's word for it being good, and new. */
    boolean doubts(Instance instance) {
        return away != null || instance.status() == Status.NODE_CRITICAL || last.isKept(instance);
    }

    /**
     * Whether there is somebody to call.
     *
     * @param unreachable ids of those that nobody could connect to: they count if the registry speaks for them
     */
    boolean offers(Code code, Set<String> unreachable) {
        return usable(code).stream().anyMatch(i -> !unreachable.contains(i.id()) || !doubts(i));
    }

    /** Why none of the instances may be called, for a message. */
    String whyNone(Code code) {
        if (!settled()) {
            return "the registry has not answered yet";
        }
        if (instances().isEmpty()) {
            return "no instance is registered";
        }
        long wrongState = instances().stream()
                .filter(i -> i.status() == Status.CRITICAL || i.status() == Status.MAINTENANCE)
                .count();
        return instances().size() + " registered, of which " + wrongState + " critical or in maintenance and "
                + (instances().size() - wrongState - usable(code).size())
                + " with another protocol, class or code digest";
    }
}
