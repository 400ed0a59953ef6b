package vault;

import io.msagent.Key;
import io.msagent.Microservice;
import java.util.HashMap;
import java.util.Map;

/** Counters that live in memory: handed over from process to process, and lost with one that dies. */
@Microservice(value = "tallies", stateful = true, timeout = "4m")
public final class Tallies {
    private final Map<String, Long> values = new HashMap<>();

    /** The new value. */
    public long add(@Key String tally, long n, String operation) {
        Bodies.note(operation, "add");
        return values.merge(tally, n, Long::sum);
    }

    /** The value. */
    public long get(@Key String tally) {
        return values.getOrDefault(tally, 0L);
    }
}
