package io.msagent.stateful.store;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.stateful.holding.Lease;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where durable states and the outcomes of calls are kept. Every method makes its requests on the calling thread, blocks for
 * seconds at most, and throws {@link StoreException} if the store is away or refuses. Safe for use by any thread.
 */
public interface StateStore extends AutoCloseable {

    /** Names a state: the object of a class for a key of a service. */
    record StateKey(String service, int partition, String key, String className) {}

    /**
     * Takes a partition: from now on nothing is written to it under a smaller epoch.
     *
     * @return the highest epoch under which it was ever taken: the given one if it is taken now, a higher one if not
     */
    long take(String service, int partition, long epoch) throws StoreException;

    /** The state that was committed last; null if there is none. */
    byte @Nullable [] load(StateKey key) throws StoreException;

    /** What is known of a call. */
    Known find(String service, int partition, TransactionCall call) throws StoreException;

    /** What is known of a call. */
    sealed interface Known {
        /**
         * It has ended so.
         *
         * @param fingerprint of what was called, with which arguments
         */
        record Ended(String fingerprint, Answer answer) implements Known {}

        /** Its body has begun, part of its effect was committed by a call that it made itself, and its end is not known. */
        record Torn(String fingerprint) implements Known {}

        /** It has not ended in the store: no effect of it is there. */
        record New() implements Known {}

        /** Outcomes of transactions as old as its own have been dropped: nobody knows. */
        record TooOld() implements Known {}
    }

    /**
     * Keeps a call's effect and outcome, and of calls around it that they are torn now, all or nothing, and only while the
     * partition has not been taken under a higher epoch.
     *
     * @throws StoreException as always; {@link StoreException.Kind#FENCED} if the partition is taken, {@link
     *     StoreException.Kind#DUPLICATE} if the call has ended before; {@link StoreException.Kind#UNKNOWN} if it may or may
     *     not have been done: {@link #find} tells, once the store is back
     */
    void commit(Commit commit) throws StoreException;

    /**
     * One call's effect.
     *
     * @param lease under which it was made
     * @param key whose state it is
     * @param state as it is now; null: unchanged
     * @param ofTransaction whether it is the transaction's own, of a method without a key: then it goes with the
     *     transaction's outcomes. A state that was ever written by a method with a key stays
     * @param call its place in its transaction
     * @param fingerprint of what was called, with which arguments; at most 64 characters
     * @param answer its outcome
     * @param around calls of the same key whose bodies have not ended and whose effects so far are in the state
     */
    record Commit(
            Lease lease,
            StateKey key,
            byte @Nullable [] state,
            boolean ofTransaction,
            TransactionCall call,
            String fingerprint,
            Answer answer,
            List<Around> around) {}

    /** A call whose body is around another one's. */
    record Around(TransactionCall call, String fingerprint) {}

    /**
     * Drops outcomes of transactions that began before a time, the oldest of those that are too many, and states of
     * such transactions themselves. May be called by any owner; does a bounded amount of work.
     *
     * @param most how many outcomes of the service may stay
     * @return how many were dropped; call again while it is not 0
     */
    int clean(String service, Instant before, int most) throws StoreException;

    /** Closes its connections. Never throws. */
    @Override
    void close();
}
