package io.msagent.core.client;

import io.msagent.core.registry.Instance;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What the registry last said about a service. Immutable to its users; safe for use by any thread. */
final class Known {
    static final Known NOTHING = new Known(null, null);

    private final @Nullable List<Instance> all;
    private final @Nullable String away;
    private final ConcurrentMap<Code, List<Instance>> usable = new ConcurrentHashMap<>();

    private Known(@Nullable List<Instance> all, @Nullable String away) {
        this.all = all;
        this.away = away;
    }

    static Known of(List<Instance> instances) {
        return new Known(List.copyOf(instances), null);
    }

    /** The same instances, but the registry does not answer any more. */
    Known lost(String why) {
        return new Known(all, why);
    }

    /** Whether the registry has answered, or is known not to. */
    boolean settled() {
        return all != null || away != null;
    }

    /** Why the registry does not answer; null if it does. */
    @Nullable
    String away() {
        return away;
    }

    /** All instances whatever their state. */
    List<Instance> instances() {
        return all == null ? List.of() : all;
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
     * The instances that may be called.
     *
     * @param code what they must run
     */
    List<Instance> usable(Code code) {
        List<Instance> cached = usable.get(code);
        return cached != null ? cached : usable.computeIfAbsent(code, this::select);
    }

    private List<Instance> select(Code code) {
        return instances().stream()
                .filter(i -> i.status() == Instance.Status.PASSING || i.status() == Instance.Status.WARNING)
                .filter(code::runsIn)
                .toList();
    }

    /** Why none of the instances may be called, for a message. */
    String whyNone(Code code) {
        if (instances().isEmpty()) {
            return "no instance is registered";
        }
        long wrongState = instances().stream()
                .filter(i -> i.status() == Instance.Status.CRITICAL || i.status() == Instance.Status.MAINTENANCE)
                .count();
        return instances().size() + " registered, of which " + wrongState + " critical or in maintenance and "
                + (instances().size() - wrongState - usable(code).size())
                + " with another protocol, class or code digest";
    }
}
