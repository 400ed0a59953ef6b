package io.msagent.stateful.holding;

import io.msagent.core.call.Deadline;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of one service that this instance holds, as its keeper of leases commands them: for each partition one
 * command at a time, in the order {@link #open}, then {@link #close}, {@link #handOver} and {@link #drop}; {@link #drop} may
 * come at any moment. Safe for use by any thread.
 */
public interface Holdings {

    /**
     * Calls of the partition are served from now on.
     *
     * @param handed what the owner before has handed over; null: it did not, and what it had in memory is lost
     */
    void open(Lease lease, @Nullable Handed handed);

    /**
     * No new transaction begins in the partition any more; those that are open go on.
     *
     * @param heir id of the instance that is to own it next, which refused callers are told; null if that is nobody yet
     */
    void close(int partition, @Nullable String heir);

    /**
     * Waits until no transaction is open in a closed partition.
     *
     * @return false if some are still open at the deadline
     */
    boolean awaitIdle(int partition, Deadline deadline) throws InterruptedException;

    /**
     * Ends serving a closed partition: nothing starts any more, and bodies that run have until the deadline. What is
     * returned is complete for all calls that were answered; a body that has not ended by then is not, nor is it ever
     * answered.
     */
    Handed handOver(int partition, Deadline deadline) throws InterruptedException;

    /** The lease has ended, or was given back: nothing of the partition is kept in memory, and nothing of it is answered. */
    void drop(int partition);

    /**
     * Who owns a partition that is not held here, as far as the leases tell.
     *
     * @param owners by partition, an instance's id
     */
    void owners(Map<Integer, String> owners);
}
