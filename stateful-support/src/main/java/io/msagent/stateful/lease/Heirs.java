package io.msagent.stateful.lease;

import io.msagent.core.registry.Instance;
import io.msagent.stateful.handover.Carrier;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is to own the partitions that this instance holds, and whether they would take them: each is asked once in a round of
 * the loop, and who would not, not at all for a while. For the loop alone, save {@link #next}.
 */
final class Heirs {
    private static final long UNREADY_NANOS = Duration.ofSeconds(2).toNanos();

    /** The same while this instance leaves, and has no time. */
    private static final long UNREADY_LEAVING_NANOS = Duration.ofMillis(300).toNanos();

    private final Members members;
    private final Carrier carrier;
    private final String service;
    private final Map<String, Long> unready = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Heirs(Members members, Carrier carrier, String service) {
        this.members = members;
        this.carrier = carrier;
        this.service = service;
    }

    /** A round of the loop begins. */
    void ask(boolean leaving) {
        asked.clear();
        long now = System.nanoTime();
        long enough = leaving ? UNREADY_LEAVING_NANOS : UNREADY_NANOS;
        unready.values().removeIf(since -> now - since >= enough);
    }

    /** Another instance that is to own a partition now; empty if it is this one, or nobody. */
    Optional<Instance> wanted(int partition) {
        return members.owner(partition, members.isSelfInService(), Set.of()).flatMap(members::other);
    }

    /** Who is to own a partition once this instance has left, of those others that would take it now. May block for seconds. */
    Optional<Instance> ready(int partition) {
        Optional<Instance> heir = next(partition, unready.keySet());
        while (heir.isPresent() && !isReady(heir.get())) {
            heir = next(partition, unready.keySet());
        }
        return heir;
    }

    /** Who is to own a partition once this instance has left, without some. Safe for use by any thread. */
    Optional<Instance> next(int partition, Set<String> without) {
        return members.owner(partition, false, without).flatMap(members::other);
    }

    /** Whether it would take partitions. May block for seconds. */
    boolean isReady(Instance heir) {
        if (!unready.containsKey(heir.id()) && asked.add(heir.id()) && !carrier.isReady(heir, service)) {
            unready.put(heir.id(), System.nanoTime());
        }
        return !unready.containsKey(heir.id());
    }
}
