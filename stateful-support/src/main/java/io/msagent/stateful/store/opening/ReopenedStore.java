package io.msagent.stateful.store.opening;

import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the store at its first use, and again when it has moved. */
final class ReopenedStore implements StateStore {
    private final Connected connected;

    private interface Request<T> {
        T of(StateStore store) throws StoreException;
    }

    ReopenedStore(Whereabouts where) {
        connected = new Connected(where);
    }

    private <T extends @Nullable Object> T with(Request<T> request) throws StoreException {
        StateStore store = connected.get();
        try {
            return request.of(store);
        } catch (StoreException e) {
            boolean moved = switch (e.kind()) {
                // a store that has moved may have left a stranger at its address, who refuses
                case AWAY, REFUSED, UNKNOWN -> connected.leftIfMoved(store);
                case FENCED, DUPLICATE -> false;
            };
            if (moved && e.kind() != Kind.UNKNOWN) {
                return request.of(connected.get());
            }
            throw e;
        }
    }

    @Override
    public long take(String service, int partition, long epoch) throws StoreException {
        return with(store -> store.take(service, partition, epoch));
    }

    @Override
    public byte @Nullable [] load(StateKey key) throws StoreException {
        return with(store -> Optional.ofNullable(store.load(key))).orElse(null);
    }

    @Override
    public Known find(String service, int partition, TransactionCall call) throws StoreException {
        return with(store -> store.find(service, partition, call));
    }

    @Override
    public void commit(Commit commit) throws StoreException {
        with(store -> {
            store.commit(commit);
            return true;
        });
    }

    @Override
    public int clean(String service, Instant before, int most) throws StoreException {
        return with(store -> store.clean(service, before, most));
    }

    @Override
    public void close() {
        connected.close();
    }
}
