package kitchen;

import io.msagent.Key;
import io.msagent.Microservice;
import java.util.Map;
import java.util.TreeMap;

/** As a till, but what it was told survives. */
final class Ledgers {
    private final Map<Integer, Long> balances = new TreeMap<>();

    @Microservice(value = "ledgers", stateful = true, state = Microservice.State.DURABLE)
    long book(@Key int account, long amount) {
        if (amount == 0) {
            throw new IllegalArgumentException("nothing to book in " + account);
        }
        return balances.merge(account, amount, Long::sum);
    }
}
