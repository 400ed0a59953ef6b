package io.msagent.stateful.calls;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.Stateful;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.server.StatefulCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call from its arrival at its key to its end. What is not final belongs to its partition's lock. */
final class Visit {
    final StatefulCall call;
    final Partition partition;
    /** Later arrivals of the same call, which get its answer. */
    final List<StatefulCall> joined = new ArrayList<>(0);

    boolean waits;
    boolean runs;
    boolean kept;
    private volatile @Nullable String fingerprint;

    Visit(StatefulCall call, Partition partition) {
        this.call = call;
        this.partition = partition;
    }

    TransactionCall place() {
        return call.transaction();
    }

    ServiceMethod about() {
        return call.method().about();
    }

    Stateful.Kind kind() {
        return Objects.requireNonNull(about().stateful()).kind();
    }

    /** Whether its key is its transaction. */
    boolean isKeyedByTransaction() {
        return Objects.requireNonNull(about().stateful()).keyParameter() < 0;
    }

    /** Of what is called, with which arguments. */
    String fingerprint() {
        String there = fingerprint;
        if (there == null) {
            there = Fingerprint.of(call);
            fingerprint = there;
        }
        return there;
    }
}
