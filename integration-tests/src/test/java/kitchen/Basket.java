package kitchen;

import io.msagent.Microservice;
import io.msagent.Transaction;
import java.util.Map;
import java.util.TreeMap;

/** What one transaction has put into it. */
final class Basket {
    private final Map<String, Integer> things = new TreeMap<>();

    @Microservice(value = "basket", stateful = true)
    int put(String thing) {
        String id = Transaction.current().orElseThrow().id();
        return things.merge(id + thing, 1, Integer::sum);
    }
}
