package io.msagent.stateful.calls;

import io.msagent.core.call.TransactionId;
import io.msagent.core.server.StatefulFigures;
import java.util.Collection;
import java.util.TreeSet;

/** Sums up a service's partitions. For one thread. */
final class FiguresSum {
    private static final int MOST_NAMED = 20;

    private final TreeSet<TransactionId> transactions = new TreeSet<>();
    private int partitions;
    private int keys;
    private int waiting;

    void add(int moreKeys, int moreWaiting) {
        partitions++;
        keys += moreKeys;
        waiting += moreWaiting;
    }

    Collection<TransactionId> transactions() {
        return transactions;
    }

    StatefulFigures figures(boolean quiescing) {
        return new StatefulFigures(
                partitions,
                keys,
                waiting,
                transactions.stream().limit(MOST_NAMED).toList(),
                transactions.size(),
                quiescing);
    }
}
