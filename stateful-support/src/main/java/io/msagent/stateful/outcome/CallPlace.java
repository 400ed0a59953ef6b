package io.msagent.stateful.outcome;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;

/** Which call of which transaction: what stays the same however often the call is made again. */
public record CallPlace(TransactionId transaction, String number) {

    /** That of a call. */
    public static CallPlace of(TransactionCall call) {
        return new CallPlace(call.id(), call.number());
    }
}
