package kitchen;

import io.msagent.Key;
import io.msagent.Microservice;
import java.util.Map;
import java.util.TreeMap;

/** Takes money; each customer's is counted by itself. */
final class Till {
    private final Map<String, Long> takings = new TreeMap<>();

    @Microservice(value = "till", stateful = true)
    long take(@Key String customer, long amount) {
        return takings.merge(customer, amount, Long::sum);
    }

    /** Calls itself for the same customer, which is part of its own run. */
    @Microservice(value = "till", stateful = true)
    long takeTwice(@Key String customer, long amount) {
        long unused = take(customer, amount);
        return take(customer, amount);
    }

    @Microservice(value = "till", stateful = true)
    long total(@Key String customer) {
        return takings.getOrDefault(customer, 0L);
    }
}
