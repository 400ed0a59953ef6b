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

    /** @param over whether the call was all of its transaction */
    void left(KeyPlace key, boolean over) {
        if (over && key.keyedByTransaction && key.turn.isIdle()) {
            key.forgetObjects();
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
        if (keys.remove(key.key, key) && key.durable) {
            durable--;
        }
    }

    /** A transaction is over: so is the state that it was the key of. */
    void ended(TransactionId transaction) {
        KeyPlace key = keys.get(transaction.value());
        if (key != null && key.keyedByTransaction && key.turn.isIdle()) {
            remove(key);
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
    List<KeyState> memoryStates() {
        List<KeyState> states = new ArrayList<>();
        for (KeyPlace key : keys.values()) {
            if (!key.durable) {
                states.addAll(key.states());
            }
        }
        return states;
    }

    int withObjects() {
        int count = 0;
        for (KeyPlace key : keys.values()) {
            count += key.objects() > 0 ? 1 : 0;
        }
        return count;
    }

    void clear() {
        keys.clear();
        durable = 0;
    }
}
