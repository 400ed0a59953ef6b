package io.msagent.stateful.deadlock;

import io.msagent.core.call.TransactionCall;
import java.util.List;

/** Who waits for whom in this process. Safe for use by any thread. */
@FunctionalInterface
public interface Waits {

    /** Whom a call waits for that waits here for its turn; empty if it does not. */
    List<Holder> holdersBefore(TransactionCall call);
}
