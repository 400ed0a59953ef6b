package io.msagent.core.server;

import io.msagent.core.wire.Protocol;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls by how they ended. Safe for use by any thread. */
final class Counts {
    private static final String UNANSWERED = "unanswered";

    private final Map<String, LongAdder> adders = new ConcurrentHashMap<>();

    /** An answer goes out; one without an outcome is no call's. */
    void answered(CallRecord.Answer answer) {
        String outcome = answer.headers().get(Protocol.OUTCOME);
        if (outcome != null) {
            add(answer.headers().getOrDefault(Protocol.REASON, outcome));
        }
    }

    /** A connection was cut instead of answered. */
    void unanswered() {
        add(UNANSWERED);
    }

    Map<String, Long> toMap() {
        Map<String, Long> counts = new TreeMap<>();
        adders.forEach((name, adder) -> counts.put(name, adder.sum()));
        return counts;
    }

    private void add(String name) {
        adders.computeIfAbsent(name, n -> new LongAdder()).increment();
    }
}
