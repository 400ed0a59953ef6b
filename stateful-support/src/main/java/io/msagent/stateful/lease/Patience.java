package io.msagent.stateful.lease;

import io.msagent.core.partition.Partitions;
import io.msagent.stateful.lease.LeaseTable.Seen;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Since when locks have been seen that no session holds. A session may end before its time: its machine's Consul agent leaves
 * the cluster, somebody ends it by hand, the registry is started anew. Whoever held a lock by it is sure of it for
 * some seconds more, so that only who has seen it free for longer than that can know that nobody is. For one thread.
 */
final class Patience {
    private final LongSupplier nanoTime;
    private final Map<Integer, Since> free = new HashMap<>();
    private @Nullable Term term;

    private record Since(long index, long nanos) {}

    Patience(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Notes what the registry had just now.
     *
     * @param own this process's session: with another one, the registry may be another one, too
     */
    void look(LeaseTable table, Term own) {
        if (term != own) {
            term = own;
            free.clear();
        }
        long now = nanoTime.getAsLong();
        for (int partition = 0; partition < Partitions.COUNT; partition++) {
            Seen seen = table.of(partition);
            Since since = free.get(partition);
            if (seen.session() != null) {
                free.remove(partition);
            } else if (since == null || since.index != seen.index()) {
                free.put(partition, new Since(seen.index(), now)); // another index is another waiting
            }
        }
    }

    /** Whether whoever held it is certainly not sure of it any more, and an heir has had its time. */
    boolean isOver(int partition) {
        Since since = free.get(partition);
        return since != null && nanoTime.getAsLong() - since.nanos >= Term.TTL.toNanos();
    }
}
