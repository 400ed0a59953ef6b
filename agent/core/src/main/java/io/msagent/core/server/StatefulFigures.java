package io.msagent.core.server;

import io.msagent.core.call.TransactionId;
import java.util.List;

/**
 * What an instance of a stateful service does at a moment.
 *
 * @param partitions how many partitions it owns
 * @param keys how many keys' states it has in memory
 * @param waiting calls that wait for their turn
 * @param transactions open transactions, oldest first; at most 20 of them
 * @param open how many transactions are open
 * @param quiescing whether it is on its way out
 */
public record StatefulFigures(
        int partitions, int keys, int waiting, List<TransactionId> transactions, int open, boolean quiescing) {
    /** Copies the list. */
    public StatefulFigures {
        transactions = List.copyOf(transactions);
    }
}
