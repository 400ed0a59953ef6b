package vault;

import io.msagent.Key;
import io.msagent.Microservice;
import java.util.HashMap;
import java.util.Map;

/** Counters that outlive the process. */
@Microservice(value = "vault", stateful = true, state = Microservice.State.DURABLE, timeout = "4m")
public final class Counters {
    private final Map<String, Long> values = new HashMap<>();

    /** The new value. */
    public long add(@Key String counter, long n, String operation) {
        Bodies.note(operation, "add");
        return values.merge(counter, n, Long::sum);
    }

    /** The value. */
    public long get(@Key String counter) {
        return values.getOrDefault(counter, 0L);
    }
}
