package io.msagent.stateful.lease;

import io.msagent.core.call.Deadline;
import io.msagent.core.log.Log;
import io.msagent.core.partition.Partitions;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.ServedService;
import io.msagent.stateful.holding.Holdings;
import io.msagent.stateful.holding.Lease;
import io.msagent.stateful.holding.LeaseKeeper;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Owns every partition, because this process is all there is (loopback). Safe for use by any thread. */
public final class SoleOwner implements LeaseKeeper {
    private final ConcurrentLinkedQueue<Held> held = new ConcurrentLinkedQueue<>();

    private record Held(String service, Holdings holdings, List<Owned> leases) {}

    /** Ended by whoever gives everything up. */
    private static final class Owned implements Lease {
        private final String service;
        private final int partition;
        private final long epoch;
        private volatile boolean ended;

        Owned(String service, int partition, long epoch) {
            this.service = service;
            this.partition = partition;
            this.epoch = epoch;
        }

        @Override
        public String service() {
            return service;
        }

        @Override
        public int partition() {
            return partition;
        }

        @Override
        public long epoch() {
            return epoch;
        }

        @Override
        public boolean isHeld() {
            return !ended;
        }
    }

    /** Owns nothing until it is to serve. */
    public SoleOwner() {}

    @Override
    public void serve(ServedService service, String instanceId, Holdings holdings, @Nullable StateStore store) {
        List<Owned> leases = new ArrayList<>();
        long epoch = System.currentTimeMillis(); // above what an earlier process told the store
        for (int partition = 0; partition < Partitions.COUNT; partition++) {
            leases.add(new Owned(service.name(), partition, taken(service.name(), partition, epoch, store)));
        }
        held.add(new Held(service.name(), holdings, leases));
        leases.forEach(lease -> holdings.open(lease, null));
    }

    private static long taken(String service, int partition, long epoch, @Nullable StateStore store) {
        long wanted = epoch;
        try {
            for (long highest = wanted; store != null; wanted = highest + 1) {
                highest = store.take(service, partition, wanted);
                if (highest <= wanted) {
                    break;
                }
            }
            return wanted;
        } catch (StoreException e) {
            throw new IllegalStateException("store of " + service + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> quiesce(Duration atMost) {
        Deadline deadline = Deadline.after(atMost);
        List<String> problems = new ArrayList<>();
        try {
            for (Held one : held) {
                one.leases.forEach(lease -> one.holdings.close(lease.partition, null));
                for (Owned lease : one.leases) {
                    if (!one.holdings.awaitIdle(lease.partition, deadline)) {
                        problems.add(one.service + "/" + lease.partition
                                + ": transactions were open until the end of their time");
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        return problems;
    }

    @Override
    public @Nullable Answer handle(String path, byte[] body) {
        return null;
    }

    @Override
    public void close() {
        for (Held one = held.poll(); one != null; one = held.poll()) {
            for (Owned lease : one.leases) {
                lease.ended = true;
                one.holdings.drop(lease.partition);
            }
        }
        Log.debug("keys are given up");
    }
}
