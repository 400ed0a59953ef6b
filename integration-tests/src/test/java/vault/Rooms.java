package vault;

import io.msagent.CurrentCall;
import io.msagent.Key;
import io.msagent.Microservice;
import io.msagent.Transaction;
import java.util.HashMap;
import java.util.Map;

/** Rooms that one call at a time may enter, in memory. */
@Microservice(value = "rooms", stateful = true, timeout = "3m")
public final class Rooms {
    private final Map<String, Integer> visits = new HashMap<>();
    private int seen;

    /** Enters, waits for the gate, and leaves; how many visits there were. */
    public int enter(@Key String room, String operation, String gate) {
        Bodies.note(operation, "began");
        Bodies.waitFor(gate);
        Bodies.note(operation, "ended");
        return visits.merge(room, 1, Integer::sum);
    }

    /** Enters, if it can be done in a short time. */
    @Microservice(value = "rooms", stateful = true, timeout = "2s")
    public int enterBriefly(@Key String room, String operation) {
        return enter(room, operation, "");
    }

    /** Enters at once; how many visits there were, and under which epoch of its owner. */
    public String enterAndTell(@Key String room, String operation) {
        Bodies.note(operation, "began");
        long epoch = CurrentCall.find().map(call -> call.epoch().orElseThrow()).orElse(0L);
        return visits.merge(room, 1, Integer::sum) + " " + epoch;
    }

    /** Enters again from within, by way of a service that keeps no state. */
    public int enterTwice(@Key String room, String operation) {
        Bodies.note(operation, "began");
        int inner = Porter.show(room, operation + "-inner");
        Bodies.note(operation, "ended");
        return inner + visits.merge(room, 1, Integer::sum);
    }

    /** From one room, once the gate is open, into the other; how many visits the other has had. */
    public int cross(@Key String room, String other, String operation, String gate) {
        Bodies.note(operation, "began");
        Bodies.waitFor(gate);
        return enter(other, operation + "-other", "");
    }

    /** The transaction's own state: how often it was asked, and by which process. */
    public String seen() {
        seen++;
        return seen + " " + ProcessHandle.current().pid();
    }

    /** Which transaction this is in. */
    public String transaction(@Key String room) {
        return Transaction.current().map(Transaction::id).orElse("none");
    }

    /** Always fails. */
    public int fail(@Key String room, String operation) {
        Bodies.note(operation, "began");
        visits.merge(room, 1, Integer::sum);
        throw new IllegalStateException("told to fail " + operation);
    }

    /** How many visits there were. */
    public int visits(@Key String room) {
        return visits.getOrDefault(room, 0);
    }
}
