package io.msagent.stateful.local;

import io.msagent.core.call.Deadline;
import io.msagent.core.partition.Partitions;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.ServedService;
import io.msagent.stateful.holding.Holdings;
import io.msagent.stateful.holding.Lease;
import io.msagent.stateful.lease.LeaseKeeper;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Opens all partitions at once, and keeps them: there is nobody who could have them instead. */
public final class LocalLeases implements LeaseKeeper {
    private final Map<String, Holdings> services = new ConcurrentHashMap<>();

    private record LocalLease(String service, int partition, long epoch) implements Lease {
        @Override
        public boolean isHeld() {
            return true;
        }
    }

    /** Holds nothing yet. */
    public LocalLeases() {}

    @Override
    public void serve(ServedService service, String instanceId, Holdings holdings, @Nullable StateStore store) {
        if (services.putIfAbsent(service.name(), holdings) != null) {
            return;
        }
        Map<Integer, String> owners = new HashMap<>();
        for (int partition = 0; partition < Partitions.COUNT; partition++) {
            long epoch = store == null ? 1 : taken(service.name(), partition, store);
            holdings.open(new LocalLease(service.name(), partition, epoch), null);
            owners.put(partition, instanceId);
        }
        holdings.owners(owners);
    }

    /** A store may know a process that owned the partition before. */
    private static long taken(String service, int partition, StateStore store) {
        try {
            long epoch = 1;
            for (long highest = store.take(service, partition, epoch);
                    highest > epoch;
                    highest = store.take(service, partition, epoch)) {
                epoch = highest + 1;
            }
            return epoch;
        } catch (StoreException e) {
            throw new IllegalStateException("store of " + service + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> quiesce(Duration atMost) {
        Deadline deadline = Deadline.after(atMost);
        List<String> left = new ArrayList<>();
        services.forEach((service, holdings) -> {
            for (int partition = 0; partition < Partitions.COUNT; partition++) {
                holdings.close(partition, null);
            }
            for (int partition = 0; partition < Partitions.COUNT; partition++) {
                if (!isIdle(holdings, partition, deadline)) {
                    left.add("service " + service + ": transactions are still open in partition " + partition);
                }
            }
        });
        return left;
    }

    private static boolean isIdle(Holdings holdings, int partition, Deadline deadline) {
        try {
            return holdings.awaitIdle(partition, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public @Nullable Answer handle(String path, byte[] body) {
        return null;
    }

    @Override
    public void close() {}
}
