package io.msagent.stateful.store.memory;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.stateful.outcome.CallPlace;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps everything in this process's memory, and as long as that. */
public final class MemoryStateStore implements StateStore {
    private static final int MOST_AT_A_TIME = 1_000;

    private final Map<Part, Long> epochs = new HashMap<>();
    private final Map<StateKey, byte[]> states = new HashMap<>();
    private final Map<Part, Map<CallPlace, Known>> calls = new HashMap<>();
    private final Map<Part, TransactionId> dropped = new HashMap<>();

    private record Part(String service, int partition) {}

    /** Empty. */
    public MemoryStateStore() {}

    @Override
    public synchronized long take(String service, int partition, long epoch) {
        return epochs.merge(new Part(service, partition), epoch, Math::max);
    }

    @Override
    public synchronized byte @Nullable [] load(StateKey key) {
        return states.get(key);
    }

    @Override
    public synchronized Known find(String service, int partition, TransactionCall call) {
        Part part = new Part(service, partition);
        Known known = of(part).get(CallPlace.of(call));
        if (known != null) {
            return known;
        }
        TransactionId last = dropped.get(part);
        return last != null && call.id().compareTo(last) <= 0 ? new Known.TooOld() : new Known.New();
    }

    @Override
    public synchronized void commit(Commit commit) throws StoreException {
        Part part = new Part(commit.key().service(), commit.key().partition());
        if (epochs.getOrDefault(part, 0L) > commit.lease().epoch()) {
            throw new StoreException(Kind.FENCED, part + ": taken under a higher epoch", null);
        }
        Map<CallPlace, Known> known = of(part);
        if (known.get(CallPlace.of(commit.call())) instanceof Known.Ended) {
            throw new StoreException(Kind.DUPLICATE, commit.call() + ": has ended before", null);
        }
        byte[] state = commit.state();
        if (state != null) {
            states.put(commit.key(), state);
        }
        known.put(CallPlace.of(commit.call()), new Known.Ended(commit.fingerprint(), commit.answer()));
        for (Around around : commit.around()) {
            known.putIfAbsent(CallPlace.of(around.call()), new Known.Torn(around.fingerprint()));
        }
    }

    @Override
    public synchronized int clean(String service, Instant before, int most) {
        int count = 0;
        int all = calls.entrySet().stream()
                .filter(entry -> entry.getKey().service().equals(service))
                .mapToInt(entry -> entry.getValue().size())
                .sum();
        for (Map.Entry<Part, Map<CallPlace, Known>> entry : calls.entrySet()) {
            if (!entry.getKey().service().equals(service)) {
                continue;
            }
            List<CallPlace> oldest = entry.getValue().keySet().stream()
                    .sorted(Comparator.comparing(CallPlace::transaction))
                    .toList();
            for (CallPlace place : oldest) {
                boolean old = place.transaction().millis() < before.toEpochMilli();
                if (count == MOST_AT_A_TIME || !old && all - count <= most) {
                    break;
                }
                entry.getValue().remove(place);
                dropped.merge(
                        entry.getKey(), place.transaction(), (one, other) -> one.compareTo(other) > 0 ? one : other);
                states.keySet()
                        .removeIf(key -> key.service().equals(service)
                                && key.key().equals(place.transaction().value()));
                count++;
            }
        }
        return count;
    }

    private Map<CallPlace, Known> of(Part part) {
        return calls.computeIfAbsent(part, unused -> new HashMap<>());
    }

    @Override
    public void close() {}
}
