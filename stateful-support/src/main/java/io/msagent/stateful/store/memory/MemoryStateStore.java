package io.msagent.stateful.store.memory;

import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.outcome.CallPlace;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps everything in this process's memory, and as long as that. */
public final class MemoryStateStore implements StateStore {
    private static final int MOST_AT_A_TIME = 1_000;

    private final Map<Part, Long> epochs = new HashMap<>();
    private final Map<StateKey, Kept> states = new HashMap<>();
    private final Map<String, Map<CallPlace, Known>> calls = new HashMap<>();
    /** By service: of transactions that began before, outcomes may have been dropped. */
    private final Map<String, Long> floors = new HashMap<>();

    private record Part(String service, int partition) {}

    private record Kept(byte[] state, boolean ofTransaction) {}

    /** Empty. */
    public MemoryStateStore() {}

    @Override
    public synchronized long take(String service, int partition, long epoch) {
        return epochs.merge(new Part(service, partition), epoch, Math::max);
    }

    @Override
    public synchronized byte @Nullable [] load(StateKey key) {
        Kept kept = states.get(key);
        return kept == null ? null : kept.state();
    }

    @Override
    public synchronized Known find(String service, int partition, TransactionCall call) {
        Known known = of(service).get(CallPlace.of(call));
        if (known != null) {
            return known;
        }
        return call.id().millis() < floors.getOrDefault(service, Long.MIN_VALUE) ? new Known.TooOld() : new Known.New();
    }

    @Override
    public synchronized void commit(Commit commit) throws StoreException {
        Part part = new Part(commit.key().service(), commit.key().partition());
        if (epochs.getOrDefault(part, 0L) > commit.lease().epoch()) {
            throw new StoreException(Kind.FENCED, part + ": taken under a higher epoch", null);
        }
        Map<CallPlace, Known> known = of(part.service());
        if (known.get(CallPlace.of(commit.call())) instanceof Known.Ended) {
            throw new StoreException(Kind.DUPLICATE, commit.call() + ": has ended before", null);
        }
        byte[] state = commit.state();
        if (state != null) {
            Kept before = states.get(commit.key());
            states.put(
                    commit.key(),
                    new Kept(state, commit.ofTransaction() && (before == null || before.ofTransaction())));
        }
        known.put(CallPlace.of(commit.call()), new Known.Ended(commit.fingerprint(), commit.answer()));
        for (Around around : commit.around()) {
            known.putIfAbsent(CallPlace.of(around.call()), new Known.Torn(around.fingerprint()));
        }
    }

    @Override
    public synchronized int clean(String service, Instant before, int most) {
        Map<CallPlace, Known> known = of(service);
        List<CallPlace> oldest = known.keySet().stream()
                .sorted(Comparator.comparing(CallPlace::transaction))
                .limit(MOST_AT_A_TIME)
                .toList();
        Set<String> gone = new HashSet<>();
        int count = 0;
        for (CallPlace place : oldest) {
            if (place.transaction().millis() >= before.toEpochMilli() && known.size() <= most) {
                break;
            }
            known.remove(place);
            floors.merge(service, place.transaction().millis() + 1, Math::max);
            gone.add(place.transaction().value());
            count++;
        }
        known.keySet().forEach(place -> gone.remove(place.transaction().value()));
        states.entrySet().removeIf(entry -> isOf(service, gone, entry.getKey(), entry.getValue()));
        return count;
    }

    private static boolean isOf(String service, Set<String> transactions, StateKey key, Kept state) {
        return state.ofTransaction() && key.service().equals(service) && transactions.contains(key.key());
    }

    private Map<CallPlace, Known> of(String service) {
        return calls.computeIfAbsent(service, unused -> new HashMap<>());
    }

    @Override
    public void close() {}
}
