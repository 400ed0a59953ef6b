package io.msagent.stateful.local;

import io.msagent.core.call.Deadline;
import io.msagent.core.partition.Partitions;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.ServedService;
import io.msagent.stateful.holding.Holdings;
import io.msagent.stateful.lease.LeaseKeeper;
import io.msagent.stateful.store.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Opens all partitions at once, and keeps them: there is no registry by which another could have them instead. A store may
 * be shared all the same; whoever took a partition there last is the one who can write to it.
 */
public final class LocalLeases implements LeaseKeeper {
    private final Map<String, Holdings> services = new ConcurrentHashMap<>();
    private final Takings takings = new Takings();

    /** Holds nothing yet. */
    public LocalLeases() {}

    @Override
    public void serve(ServedService service, String instanceId, Holdings holdings, @Nullable StateStore store) {
        if (services.putIfAbsent(service.name(), holdings) != null) {
            return;
        }
        Map<Integer, String> owners = new HashMap<>();
        for (int partition = 0; partition < Partitions.COUNT; partition++) {
            takings.take(service.name(), partition, holdings, store);
            owners.put(partition, instanceId);
        }
        holdings.owners(owners);
    }

    @Override
    public List<String> quiesce(Duration atMost) {
        takings.close();
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
    public void close() {
        takings.close();
    }
}
