package io.msagent.stateful.calls;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.core.partition.Partitions;
import io.msagent.core.server.StatefulCall;
import io.msagent.core.server.StatefulCall.NotNow;
import io.msagent.core.server.StatefulCall.Unit;
import io.msagent.core.server.StatefulFigures;
import io.msagent.stateful.deadlock.Holder;
import io.msagent.stateful.holding.Handed;
import io.msagent.stateful.holding.Holdings;
import io.msagent.stateful.holding.Lease;
import io.msagent.stateful.outcome.Bounds;
import io.msagent.stateful.outcome.Outcomes;
import io.msagent.stateful.store.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of one stateful service. Safe for use by any thread. */
final class ServiceCalls implements Holdings {
    private final Duration retention;
    private final Bounds bounds;
    private final Supplier<StateStore> store;
    private final Consumer<Visit> watcher;
    private final AtomicReferenceArray<@Nullable Partition> partitions = new AtomicReferenceArray<>(Partitions.COUNT);
    private volatile Map<Integer, String> owners = Map.of();
    private final AtomicLong lastArrival = new AtomicLong();

    /**
     * Owns nothing yet.
     *
     * @param store asked for when it is first needed
     * @param watcher is told of calls that wait
     */
    ServiceCalls(Duration retention, Bounds bounds, Supplier<StateStore> store, Consumer<Visit> watcher) {
        this.retention = retention;
        this.bounds = bounds;
        this.store = store;
        this.watcher = watcher;
    }

    /** Never blocks. */
    void admit(StatefulCall call) {
        long unused = lastArrival.accumulateAndGet(call.arrival().number(), Math::max);
        TransactionId transaction = call.transaction().id();
        long age = System.currentTimeMillis() - transaction.millis();
        if (age < -retention.toMillis()) {
            // its outcome would outlive all others
            call.refuse(
                    NotStarted.BAD_REQUEST,
                    "transaction " + transaction + " begins more than " + retention.toMinutes()
                            + " minutes from now (expected: a UUID of version 7 by a clock that is right)",
                    null);
            return;
        }
        if (age > retention.toMillis()) {
            String detail = "transaction " + transaction + " began more than " + retention.toMinutes()
                    + " minutes ago (expected: a younger one; tx.retention)";
            if (call.repeat() == null) {
                call.refuse(NotStarted.BAD_REQUEST, detail, null);
            } else {
                call.unknown(detail);
            }
            return;
        }
        int number = Partitions.of(call.key());
        Partition partition = partitions.get(number);
        if (partition == null) {
            call.refuse(
                    NotStarted.NOT_OWNER,
                    "this instance does not own partition " + number + ", which the key belongs to",
                    owner(number));
        } else {
            partition.admit(call);
        }
    }

    Unit unit(Visit visit) {
        return visit.kind() == Kind.DURABLE ? new DurableUnit(visit, store.get()) : new MemoryUnit(visit);
    }

    void checkNew(Visit visit) throws NotNow {
        if (visit.kind() == Kind.DURABLE) {
            new StoreAccess(store.get(), visit).checkNew();
        }
    }

    Outcomes outcomes(@Nullable Handed handed) {
        return new Outcomes(bounds, handed, lastArrival.get(), System::nanoTime);
    }

    /** A call waits for its turn. */
    void watch(Visit visit) {
        watcher.accept(visit);
    }

    /** Who owns a partition that is not held here; null if that is not known. */
    @Nullable
    String owner(int partition) {
        return owners.get(partition);
    }

    @Override
    public void open(Lease lease, @Nullable Handed handed) {
        Partition before = partitions.getAndSet(lease.partition(), new Partition(lease, this, handed));
        if (before != null) {
            before.drop();
        }
    }

    @Override
    public void close(int partition, @Nullable String heir) {
        Partition there = partitions.get(partition);
        if (there != null) {
            there.close(heir);
        }
    }

    @Override
    public boolean awaitIdle(int partition, Deadline deadline) throws InterruptedException {
        Partition there = partitions.get(partition);
        return there == null || there.awaitIdle(deadline);
    }

    @Override
    public Handed handOver(int partition, Deadline deadline) throws InterruptedException {
        Partition there = partitions.get(partition);
        if (there == null) {
            throw new IllegalStateException("partition " + partition + " is not held (expected: one that is)");
        }
        return there.handOver(deadline);
    }

    @Override
    public void drop(int partition) {
        Partition there = partitions.getAndSet(partition, null);
        if (there != null) {
            there.drop();
        }
    }

    @Override
    public void owners(Map<Integer, String> byPartition) {
        owners = Map.copyOf(byPartition);
    }

    void dropAll() {
        for (int i = 0; i < Partitions.COUNT; i++) {
            drop(i);
        }
    }

    void ended(TransactionId transaction) {
        held().forEach(partition -> partition.ended(transaction));
    }

    void clean(Duration silence) {
        long oldest = System.currentTimeMillis() - retention.toMillis();
        held().forEach(partition -> partition.clean(silence, oldest));
    }

    /** Whom a call waits for that waits here for its turn; empty if it does not. */
    List<Holder> holdersBefore(TransactionCall call) {
        for (Partition partition : held()) {
            List<Holder> holders = partition.holdersBefore(call);
            if (!holders.isEmpty()) {
                return holders;
            }
        }
        return List.of();
    }

    StatefulFigures figures(boolean quiescing) {
        FiguresSum sum = new FiguresSum();
        held().forEach(partition -> partition.addTo(sum));
        return sum.figures(quiescing);
    }

    private List<Partition> held() {
        List<Partition> held = new ArrayList<>(Partitions.COUNT);
        for (int i = 0; i < Partitions.COUNT; i++) {
            Partition partition = partitions.get(i);
            if (partition != null) {
                held.add(partition);
            }
        }
        return held;
    }
}
