package io.msagent.orchestrator.model;

import java.util.List;

/**
 * What an instance of a stateful service last said of the state that it keeps.
 *
 * @param partitions partitions that it owns
 * @param keys keys whose state it has in memory
 * @param waiting calls that wait for their turn
 * @param open transactions that are open
 * @param transactions ids of the oldest of them, at most 20
 * @param quiescing whether it is on its way out
 */
public record Keeping(int partitions, int keys, int waiting, int open, List<String> transactions, boolean quiescing) {
    /** Copies the list. */
    public Keeping {
        transactions = List.copyOf(transactions);
    }
}
