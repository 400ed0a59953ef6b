package io.msagent.stateful.lease;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Write;
import io.msagent.core.registry.RegistryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives locks of one service back. Those that are given back at the same time go in one request. Safe for use by any thread.
 */
final class Releases {
    private static final long RETRY_MILLIS = 100;

    private final Registry registry;
    private final String service;
    private final String self;
    private final Queue<Due> due = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private record Due(Slot slot, HeldLease lease, @Nullable String heir, long parcel, CountDownLatch done) {}

    /** @param self id of this process's instance */
    Releases(Registry registry, String service, String self) {
        this.registry = registry;
        this.service = service;
        this.self = self;
    }

    /**
     * Gives one back. Blocks until it is certainly not held any more, or its session may have ended.
     *
     * @param heir who is to take it; null if nobody is known
     * @param parcel number of what the heir was brought; 0 if there was nothing to bring
     * @return false if it was not given back, as far as is known
     */
    boolean release(Slot slot, HeldLease lease, @Nullable String heir, long parcel) throws InterruptedException {
        Due mine = new Due(slot, lease, heir, parcel, new CountDownLatch(1));
        due.add(mine);
        while (mine.done.getCount() > 0 && lease.term().isSure() && closed.getCount() > 0) {
            try {
                flush();
            } catch (RegistryException e) {
                Log.debug("giving back " + lease + ": " + e.getMessage());
            }
            if (mine.done.getCount() > 0) {
                boolean unused = closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        due.remove(mine);
        return mine.done.getCount() == 0;
    }

    /** Nobody waits any longer. */
    void close() {
        closed.countDown();
    }

    private synchronized void flush() {
        Due first = due.peek();
        if (first == null) {
            return;
        }
        Term term = first.lease.term();
        List<Due> batch = due.stream()
                .filter(one -> one.lease.term() == term)
                .limit(Registry.MOST_LOCKS)
                .toList();
        LeaseTable table = LeaseTable.read(registry, service);
        Map<Due, Write> writes = new LinkedHashMap<>();
        List<Due> gone = new ArrayList<>();
        for (Due one : batch) {
            LeaseTable.Seen seen = table.of(one.slot.partition());
            if (seen.isHeldBy(term)) {
                byte[] value = LeaseValue.givenBack(self, one.lease.epoch(), one.heir, one.parcel)
                        .json();
                writes.put(one, new Write(LeaseTable.key(service, one.slot.partition()), value, seen.index()));
                one.slot.released(seen.index());
            } else if (!one.slot.isOutdated(seen)) {
                gone.add(one);
            }
        }
        gone.forEach(this::done);
        if (writes.isEmpty()) {
            return;
        }
        if (registry.releaseAll(List.copyOf(writes.values()), term.id())) {
            writes.keySet().forEach(this::done);
        }
    }

    private void done(Due one) {
        due.remove(one);
        one.done.countDown();
    }
}
