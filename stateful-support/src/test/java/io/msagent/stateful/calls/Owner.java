package io.msagent.stateful.calls;

import io.msagent.core.partition.Partitions;
import io.msagent.stateful.holding.Handed;
import io.msagent.stateful.outcome.Bounds;
import io.msagent.stateful.store.StateStore;
import java.time.Duration;

/** An instance that owns the partition of the key {@code k}. */
final class Owner {
    static final String KEY = "k";
    static final int PARTITION = Partitions.of(KEY);

    final ServiceCalls calls;
    TestLease lease;

    Owner(StateStore store) {
        calls = new ServiceCalls(
                Duration.ofHours(1), new Bounds(1_000, 1_000_000, Duration.ofHours(1)), () -> store, visit -> {});
    }

    static Owner of(StateStore store, long epoch) {
        Owner owner = new Owner(store);
        long unused = ((FaultyStore) store).take(TestService.NAME, PARTITION, epoch);
        owner.open(epoch, null);
        return owner;
    }

    static Owner inMemory(Handed handed) {
        Owner owner = new Owner(new FaultyStore());
        owner.open(handed == null ? 1 : handed.epoch() + 1, handed);
        return owner;
    }

    void open(long epoch, Handed handed) {
        lease = new TestLease(PARTITION, epoch);
        calls.open(lease, handed);
    }

    /** How the call ends. */
    String call(TestCall call) throws Exception {
        calls.admit(call);
        return call.ending();
    }
}
