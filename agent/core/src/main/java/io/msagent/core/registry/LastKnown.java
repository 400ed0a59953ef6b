package io.msagent.core.registry;

import io.msagent.core.call.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one service as the registry last told of them, with those that only the registry has lost.
 *
 * <p>A registry that was away comes back without its data, or with every check critical, before the instances could
 * register and beat again. So for a grace period after its return, what could be called before and is now missing or
 * critical is kept as it was, until the registry speaks well of it, or of maintenance, or has given its address to
 * another. Immutable; safe for use by any thread.
 */
public final class LastKnown {
    /**
     * The grace period in heartbeat TTLs. Instances register again within a beat; a Consul agent whose servers have lost
     * their data tells them of its services some seconds after it finds them.
     */
    public static final int GRACE_IN_TTLS = 10;

    private static final Deadline NO_GRACE = Deadline.after(Duration.ZERO);

    private final Duration grace;
    private final @Nullable List<Instance> told;
    private final boolean lost;
    private final List<Instance> kept;
    private final Deadline keptUntil;

    private LastKnown(
            Duration grace, @Nullable List<Instance> told, boolean lost, List<Instance> kept, Deadline keptUntil) {
        this.grace = grace;
        this.told = told;
        this.lost = lost;
        this.kept = List.copyOf(kept);
        this.keptUntil = keptUntil;
    }

    /**
     * Before the registry has told anything.
     *
     * @param grace how long after the registry's return instances are kept
     */
    public static LastKnown nothing(Duration grace) {
        return new LastKnown(grace, null, false, List.of(), NO_GRACE);
    }

    /** The registry does not answer any more, or began anew. */
    public LastKnown lost() {
        return new LastKnown(grace, told, true, graceIsOver() ? List.of() : kept, keptUntil);
    }

    /** The registry has told of these. */
    public LastKnown told(List<Instance> now) {
        List<Instance> silent = told == null ? List.of() : silent(now);
        if (lost) {
            return new LastKnown(grace, List.copyOf(now), false, silent, Deadline.after(grace));
        }
        List<Instance> still = silent.stream().filter(this::isKept).toList();
        return new LastKnown(grace, List.copyOf(now), false, still, keptUntil);
    }

    /** Whether the registry has ever told anything. */
    public boolean isTold() {
        return told != null;
    }

    /** Whether the registry is away now. */
    public boolean isLost() {
        return lost;
    }

    /** All instances whatever their status; one that is kept has the status that it had. */
    public List<Instance> instances() {
        List<Instance> all = told == null ? List.of() : told;
        if (kept.isEmpty() || graceIsOver()) {
            return all;
        }
        Set<String> ids = kept.stream().map(Instance::id).collect(Collectors.toSet());
        List<Instance> merged = new ArrayList<>(kept);
        all.stream().filter(i -> !ids.contains(i.id())).forEach(merged::add);
        merged.sort(Comparator.comparing(Instance::id));
        return List.copyOf(merged);
    }

    /** Whether the instance is shown although the registry does not speak well of it now. */
    public boolean isKept(Instance instance) {
        return !graceIsOver() && kept.stream().anyMatch(i -> i.id().equals(instance.id()));
    }

    /** The same; without what was kept if the grace period is over. */
    public LastKnown withoutStale() {
        return kept.isEmpty() || !graceIsOver() ? this : new LastKnown(grace, told, lost, List.of(), NO_GRACE);
    }

    /** It begins with the registry's return, so it cannot end while that is away again. */
    private boolean graceIsOver() {
        return !lost && keptUntil.passed();
    }

    /** What could be called and is now missing or critical. */
    private List<Instance> silent(List<Instance> now) {
        Set<String> spokenOf = new HashSet<>();
        Map<String, Set<String>> idsByAddress = new HashMap<>();
        for (Instance instance : now) {
            if (instance.status() != Instance.Status.CRITICAL) {
                spokenOf.add(instance.id());
            }
            idsByAddress
                    .computeIfAbsent(address(instance), address -> new HashSet<>())
                    .add(instance.id());
        }
        return instances().stream()
                .filter(i -> i.status().isCallable() || i.status() == Instance.Status.NODE_CRITICAL)
                .filter(i -> !spokenOf.contains(i.id()))
                .filter(i -> Set.of(i.id()).containsAll(idsByAddress.getOrDefault(address(i), Set.of())))
                .toList();
    }

    private static String address(Instance instance) {
        return instance.host() + ":" + instance.port();
    }
}
