package shop;

import io.msagent.Key;
import io.msagent.Microservice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Customers' carts. Safe for use by any thread. */
@Microservice(value = "carts", stateful = true, state = Microservice.State.DURABLE, timeout = "2m")
public class Carts {
    private final Map<String, List<String>> items = new HashMap<>();

    /** Puts an item into the cart; how many are in it now. */
    public synchronized int put(@Key String cart, String item) {
        List<String> all = items.computeIfAbsent(cart, c -> new ArrayList<>());
        all.add(item);
        return all.size();
    }

    /** Empties the cart; what was in it, in the order of putting. */
    public synchronized List<String> checkOut(@Key String cart) {
        List<String> all = items.remove(cart);
        return all == null ? List.of() : all;
    }
}
