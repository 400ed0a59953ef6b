package io.msagent.stateful.holding;

import io.msagent.core.call.CallId;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.server.CallRecord.Answer;
import java.util.List;
import java.util.Map;

/**
 * What one owner of a partition hands over to the next: states that only memory had, and the outcomes of calls whose callers
 * may still ask.
 *
 * @param service the service
 * @param partition its partition
 * @param epoch the epoch of who hands over: it is of use only to the very next owner
 * @param states by key and class
 * @param outcomes calls that have ended, oldest first
 * @param vouches by incarnation of a process that owned the partition: the mark up to which outcomes may have been dropped;
 *     a call whose first attempt was sent to it with at least this mark, and is not among the outcomes, has not run
 */
public record Handed(
        String service,
        int partition,
        long epoch,
        List<KeyState> states,
        List<Outcome> outcomes,
        Map<String, Long> vouches) {

    /** Copies the collections. */
    public Handed {
        states = List.copyOf(states);
        outcomes = List.copyOf(outcomes);
        vouches = Map.copyOf(vouches);
    }

    /**
     * The state of one key.
     *
     * @param className binary name of the class whose object has it
     * @param state as {@link io.msagent.core.wire.StateCodec} writes it
     * @param ofTransaction whether the key is a transaction, and the state lives as long as that
     */
    public record KeyState(String key, String className, byte[] state, boolean ofTransaction) {}

    /**
     * How a call ended.
     *
     * @param id the call's
     * @param call its place in its transaction
     * @param answer as it went out
     */
    public record Outcome(CallId id, TransactionCall call, Answer answer) {}
}
