package io.msagent.stateful.lease;

import io.msagent.stateful.holding.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sees every lease that any instance of a test opens: at that moment no other may be held, and its epoch is the highest. */
final class Owners {
    private final Map<Integer, List<Lease>> leases = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    void opened(String instance, Lease lease) {
        leases.compute(lease.partition(), (partition, before) -> {
            List<Lease> all = before == null ? new ArrayList<>() : before;
            for (Lease other : all) {
                if (other != lease && other.isHeld()) {
                    violations.add(instance + " opens " + lease + " while " + other + " is held");
                }
                if (other != lease && other.epoch() >= lease.epoch()) {
                    violations.add(instance + " opens " + lease + " after " + other);
                }
            }
            all.add(lease);
            return all;
        });
    }

    void note(String violation) {
        violations.add(violation);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
