package io.msagent.stateful.calls;

import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import io.msagent.stateful.store.memory.MemoryStateStore;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A store whose next commits fail, before or after they are done. */
final class FaultyStore implements StateStore {
    final MemoryStateStore store = new MemoryStateStore();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Kind> findFaults = new ConcurrentLinkedQueue<>();

    private volatile Error broken;
    private volatile Runnable duringFind = () -> {};

    private record Fault(Kind kind, boolean done) {}

    void failBefore(Kind kind) {
        faults.add(new Fault(kind, false));
    }

    void failAfter(Kind kind) {
        faults.add(new Fault(kind, true));
    }

    /** The next commit throws this. */
    void breakCommit(Error error) {
        broken = error;
    }

    /** Happens while the next outcome is looked for. */
    void duringFind(Runnable action) {
        duringFind = action;
    }

    void failFind(Kind kind) {
        findFaults.add(kind);
    }

    @Override
    public void commit(Commit commit) throws StoreException {
        Error error = broken;
        if (error != null) {
            broken = null;
            throw error;
        }
        Fault fault = faults.poll();
        if (fault == null || fault.done) {
            store.commit(commit);
        }
        if (fault != null) {
            throw new StoreException(fault.kind, "injected", null);
        }
    }

    @Override
    public long take(String service, int partition, long epoch) {
        return store.take(service, partition, epoch);
    }

    @Override
    public byte[] load(StateKey key) {
        return store.load(key);
    }

    @Override
    public Known find(String service, int partition, TransactionCall call) throws StoreException {
        Runnable action = duringFind;
        duringFind = () -> {};
        action.run();
        Kind kind = findFaults.poll();
        if (kind != null) {
            throw new StoreException(kind, "injected", null);
        }
        return store.find(service, partition, call);
    }

    @Override
    public int clean(String service, Instant before, int most) {
        return store.clean(service, before, most);
    }

    @Override
    public void close() {}
}
