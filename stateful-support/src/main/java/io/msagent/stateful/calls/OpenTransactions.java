package io.msagent.stateful.calls;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The transactions that are open in a partition: one of their calls is under way, or their caller said that more may follow.
 * A nested call's transaction is open while it is under way: who made it is not told when the whole ends. Not safe for use
 * by several threads at a time.
 */
final class OpenTransactions {
    private final Map<TransactionId, Open> all = new HashMap<>();

    private static final class Open {
        int underWay;
        boolean stays;
        long lastNanos;
    }

    void begun(TransactionCall call) {
        Open open = all.computeIfAbsent(call.id(), unused -> new Open());
        open.underWay++;
        open.stays |= call.open() && isOutermost(call);
    }

    void left(TransactionCall call) {
        Open open = all.get(call.id());
        if (open != null) {
            open.underWay--;
            open.lastNanos = System.nanoTime();
            dropIfOver(call.id(), open);
        }
    }

    /** Its caller has ended it. */
    void ended(TransactionId transaction) {
        Open open = all.get(transaction);
        if (open != null) {
            open.stays = false;
            dropIfOver(transaction, open);
        }
    }

    private void dropIfOver(TransactionId transaction, Open open) {
        if (open.underWay == 0 && !open.stays) {
            all.remove(transaction);
        }
    }

    /** Those whose callers have been silent for long are open no more. */
    void dropSilent(Duration longest) {
        long now = System.nanoTime();
        all.values().removeIf(open -> open.underWay == 0 && now - open.lastNanos > longest.toNanos());
    }

    boolean contains(TransactionId transaction) {
        return all.containsKey(transaction);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void addTo(Collection<TransactionId> ids) {
        ids.addAll(all.keySet());
    }

    static boolean isOutermost(TransactionCall call) {
        return call.number().indexOf('.') < 0;
    }
}
