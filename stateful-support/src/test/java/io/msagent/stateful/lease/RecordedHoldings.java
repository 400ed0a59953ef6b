package io.msagent.stateful.lease;

import io.msagent.core.call.Deadline;
import io.msagent.stateful.holding.Handed;
import io.msagent.stateful.holding.Handed.KeyState;
import io.msagent.stateful.holding.Holdings;
import io.msagent.stateful.holding.Lease;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A text in memory for each partition, which goes along when the partition does. */
final class RecordedHoldings implements Holdings {
    private final String instance;
    private final Owners owners;
    private final Map<Integer, Lease> open = new TreeMap<>();
    private final Map<Integer, String> memory = new TreeMap<>();
    private final Set<Integer> closed = new TreeSet<>();
    private final Set<Integer> busy = new TreeSet<>();
    private Map<Integer, String> others = Map.of();

    RecordedHoldings(String instance, Owners owners) {
        this.instance = instance;
        this.owners = owners;
    }

    /** A call that is answered only while the lease is held: whether it was. */
    synchronized boolean write(int partition, String text) {
        Lease lease = open.get(partition);
        if (lease == null || closed.contains(partition) || !lease.isHeld()) {
            return false;
        }
        memory.put(partition, text);
        return lease.isHeld();
    }

    synchronized @Nullable String read(int partition) {
        Lease lease = open.get(partition);
        return lease != null && lease.isHeld() ? memory.get(partition) : null;
    }

    /** Which partitions are served now. */
    synchronized Set<Integer> held() {
        Set<Integer> held = new TreeSet<>();
        open.forEach((partition, lease) -> {
            if (lease.isHeld() && !closed.contains(partition)) {
                held.add(partition);
            }
        });
        return held;
    }

    synchronized @Nullable Lease lease(int partition) {
        return open.get(partition);
    }

    synchronized Map<Integer, String> others() {
        return others;
    }

    /** A transaction is open in the partition. */
    synchronized void begin(int partition) {
        busy.add(partition);
    }

    synchronized void end(int partition) {
        busy.remove(partition);
        notifyAll();
    }

    @Override
    public synchronized void open(Lease lease, @Nullable Handed handed) {
        if (open.put(lease.partition(), lease) != null) {
            owners.note(instance + " was told twice to open " + lease);
        }
        owners.opened(instance, lease);
        if (handed != null) {
            memory.put(lease.partition(), new String(handed.states().get(0).state(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public synchronized void close(int partition, @Nullable String heir) {
        if (!open.containsKey(partition)) {
            owners.note(instance + " was told to close " + partition + ", which is not open");
        }
        closed.add(partition);
    }

    @Override
    public synchronized boolean awaitIdle(int partition, Deadline deadline) throws InterruptedException {
        while (busy.contains(partition) && open.containsKey(partition) && !deadline.passed()) {
            wait(Math.max(1, deadline.millisLeft()));
        }
        return !busy.contains(partition);
    }

    @Override
    public synchronized Handed handOver(int partition, Deadline deadline) {
        if (!closed.contains(partition)) {
            owners.note(instance + " was told to hand over " + partition + ", which is not closed");
        }
        Lease lease = open.get(partition);
        String text = memory.get(partition);
        List<KeyState> states = text == null
                ? List.of()
                : List.of(new KeyState("key", "Shop", text.getBytes(StandardCharsets.UTF_8), false));
        return new Handed(lease.service(), partition, lease.epoch(), states, List.of(), Map.of());
    }

    @Override
    public synchronized void drop(int partition) {
        open.remove(partition);
        closed.remove(partition);
        memory.remove(partition);
        notifyAll();
    }

    @Override
    public synchronized void owners(Map<Integer, String> told) {
        others = Map.copyOf(told);
    }
}
