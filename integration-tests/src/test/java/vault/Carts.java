package vault;

import io.msagent.Key;
import io.msagent.Microservice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carts that outlive the process. */
@Microservice(value = "vault", stateful = true, state = Microservice.State.DURABLE, timeout = "4m")
public final class Carts {
    private final Map<String, List<String>> items = new HashMap<>();

    /** What is in the cart now. */
    public String put(@Key String cart, String item) {
        Bodies.note(item, "put");
        List<String> all = items.computeIfAbsent(cart, c -> new ArrayList<>());
        all.add(item);
        return String.join(" ", all);
    }

    /** Empties the cart; what was in it. */
    public String checkOut(@Key String cart) {
        List<String> all = items.remove(cart);
        return all == null ? "" : String.join(" ", all);
    }
}
