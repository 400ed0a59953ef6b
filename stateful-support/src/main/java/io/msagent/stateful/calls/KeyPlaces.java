package io.msagent.stateful.calls;

import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.call.TransactionId;
import io.msagent.stateful.holding.Handed.KeyState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All keys of a partition that anything is known of. What the store has is only a cache, and bounded; what memory alone has
 * stays, but for the states of transactions that are over. Belongs to its partition's lock.
 */
final class KeyPlaces {
    /** Keys whose durable objects are kept between calls: some 16,000 over all partitions. */
    private static final int MOST_DURABLE = 256;

    private static final int LOOKED_AT = 8;

    /** The one that was used last is the last. */
    private final LinkedHashMap<String, KeyPlace> keys = new LinkedHashMap<>(16, 0.75f, true);

    private int durable;
    private int withObjects;

    @Nullable
    KeyPlace find(String key) {
        return keys.get(key);
    }

    /** That of a call; made if there is none. */
    KeyPlace of(Visit visit) {
        KeyPlace key = keys.computeIfAbsent(visit.call.key(), KeyPlace::new);
        key.keyedByTransaction |= visit.isKeyedByTransaction();
        if (visit.kind() == Kind.DURABLE && !key.durable) {
            key.durable = true;
            durable++;
        }
        return key;
    }

    void adopt(KeyState state) {
        keys.computeIfAbsent(state.key(), KeyPlace::new).adopt(state);
    }

    /** The object of the call's key and class, as far as it is here. */
    @Nullable
    KeyObject object(Visit visit) {
        KeyPlace key = find(visit.call.key());
        return key == null ? null : key.object(visit.className());
    }

    byte @Nullable [] handed(Visit visit) {
        KeyPlace key = find(visit.call.key());
        return key == null ? null : key.handed(visit.className());
    }

    void put(Visit visit, KeyObject object) {
        KeyPlace key = of(visit);
        boolean had = key.hasObjects();
        key.put(visit.className(), object);
        count(key, had);
    }

    /** The object is not to be used any more. */
    void discard(Visit visit, KeyObject object) {
        object.spoiled = true;
        KeyPlace key = find(visit.call.key());
        if (key != null) {
            boolean had = key.hasObjects();
            key.discard(visit.className(), object);
            count(key, had);
        }
    }

    private void count(KeyPlace key, boolean had) {
        if (key.hasObjects() != had) {
            withObjects += had ? -1 : 1;
        }
    }

    /** Calls of the same key, and the same class, whose bodies are around this one's. */
    List<Visit> around(Visit visit) {
        KeyPlace key = find(visit.call.key());
        return key == null
                ? List.of()
                : key.turn.holders().stream()
                        .filter(each -> each.place().isAround(visit.place())
                                && each.className().equals(visit.className()))
                        .toList();
    }

    /** @param over whether the call was all of its transaction */
    void left(KeyPlace key, boolean over) {
        if ((over || key.over) && key.keyedByTransaction && key.turn.isIdle()) {
            boolean had = key.hasObjects();
            key.forgetObjects();
            count(key, had);
        }
        if (key.isEmpty()) {
            remove(key);
        } else if (durable > MOST_DURABLE) {
            evict();
        }
    }

    private void evict() {
        List<KeyPlace> eldest = new ArrayList<>();
        Iterator<KeyPlace> all = keys.values().iterator();
        for (int i = 0; i < LOOKED_AT && all.hasNext(); i++) {
            eldest.add(all.next());
        }
        for (KeyPlace each : eldest) {
            if (each.durable && each.turn.isIdle()) {
                remove(each);
            }
        }
    }

    private void remove(KeyPlace key) {
        if (!keys.remove(key.key, key)) {
            return;
        }
        withObjects -= key.hasObjects() ? 1 : 0;
        durable -= key.durable ? 1 : 0;
    }

    /** A transaction is over: so is the state that it was the key of. */
    void ended(TransactionId transaction) {
        KeyPlace key = keys.get(transaction.value());
        if (key != null && key.keyedByTransaction) {
            key.over = true;
            if (key.turn.isIdle()) {
                remove(key);
            }
        }
    }

    void dropTransactionsBefore(long millis, OpenTransactions open) {
        List<KeyPlace> old = keys.values().stream()
                .filter(key -> key.keyedByTransaction && key.turn.isIdle() && isOver(key.key, millis, open))
                .toList();
        old.forEach(this::remove);
    }

    private static boolean isOver(String key, long millis, OpenTransactions open) {
        TransactionId transaction = new TransactionId(key);
        return transaction.millis() < millis && !open.contains(transaction);
    }

    /** The states that no store has. */
    List<MemoryState> memoryStates() {
        List<MemoryState> states = new ArrayList<>();
        for (KeyPlace key : keys.values()) {
            if (!key.durable) {
                states.addAll(key.states());
            }
        }
        return states;
    }

    int withObjects() {
        return withObjects;
    }

    void clear() {
        keys.clear();
        durable = 0;
        withObjects = 0;
    }
}
