package io.msagent.stateful.lease;

import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A store that knows epochs and nothing else. */
final class EpochStore implements StateStore {
    final Map<Integer, Long> epochs = new ConcurrentHashMap<>();
    volatile boolean away;

    @Override
    public long take(String service, int partition, long epoch) throws StoreException {
        if (away) {
            throw new StoreException(StoreException.Kind.AWAY, "store.test: no answer", null);
        }
        return epochs.merge(partition, epoch, Math::max);
    }

    @Override
    public byte[] load(StateKey key) {
        return null;
    }

    @Override
    public Known find(String service, int partition, TransactionCall call) {
        return new Known.New();
    }

    @Override
    public void commit(Commit commit) {
        throw new UnsupportedOperationException("keeps epochs only");
    }

    @Override
    public int clean(String service, Instant before, int most) {
        return 0;
    }

    @Override
    public void close() {}
}
