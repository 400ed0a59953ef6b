package io.msagent.stateful.deadlock;

import io.msagent.core.call.TransactionCall;

/**
 * A call that has a key's turn.
 *
 * @param service whose key it is
 */
public record Holder(TransactionCall call, String service, String key) implements Comparable<Holder> {

    /** Whether its transaction is open makes no difference here. */
    public Holder {
        call = new TransactionCall(call.id(), call.number(), true);
    }

    /** The youngest transaction is the greatest. */
    @Override
    public int compareTo(Holder other) {
        int order = call.id().compareTo(other.call.id());
        return order != 0 ? order : call.number().compareTo(other.call.number());
    }

    @Override
    public String toString() {
        return "key " + key + " of " + service + " is held by transaction " + call;
    }
}
