package vault;

import io.msagent.Key;
import io.msagent.Microservice;
import io.msagent.MicroserviceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counters, carts and accounts that outlive the process. */
@Microservice(value = "vault", stateful = true, state = Microservice.State.DURABLE, timeout = "4m")
public final class Vault {
    /** What is in an account at first. */
    public static final long OPENING = 1_000;

    private final Map<String, Long> counters = new HashMap<>();
    private final Map<String, List<String>> carts = new HashMap<>();
    private final Map<String, Long> balances = new HashMap<>();

    /** The counter's new value. */
    public long add(@Key String counter, long n, String operation) {
        Bodies.note(operation, "add");
        return counters.merge(counter, n, Long::sum);
    }

    /** The counter's value. */
    public long get(@Key String counter) {
        return counters.getOrDefault(counter, 0L);
    }

    /** What is in the cart now. */
    public String put(@Key String cart, String item) {
        Bodies.note(item, "put");
        List<String> all = carts.computeIfAbsent(cart, c -> new ArrayList<>());
        all.add(item);
        return String.join(" ", all);
    }

    /** Empties the cart; what was in it. */
    public String checkOut(@Key String cart) {
        List<String> all = carts.remove(cart);
        return all == null ? "" : String.join(" ", all);
    }

    /** The new balance. */
    public String deposit(@Key String account, long amount, String operation) {
        Bodies.note(operation, "deposit");
        return change(account, amount);
    }

    /** The new balance; {@code refused} if there is too little. */
    public String withdraw(@Key String account, long amount, String operation) {
        Bodies.note(operation, "withdraw");
        return amount > of(account) ? "refused" : change(account, -amount);
    }

    /** The balance. */
    public String balance(@Key String account) {
        return Long.toString(of(account));
    }

    /**
     * Takes from one account and gives to another, in a nested call.
     *
     * @return the two balances; {@code refused} if there is too little; {@code busy} if the other account could not be had,
     *     and nothing has changed
     */
    public String transfer(@Key String from, String to, long amount, String operation) {
        Bodies.note(operation, "transfer");
        if (amount > of(from)) {
            return "refused";
        }
        String here = change(from, -amount);
        try {
            return here + " " + deposit(to, amount, operation);
        } catch (MicroserviceException e) {
            if (e.bodyMayHaveRun()) {
                throw e;
            }
            change(from, amount);
            return "busy";
        }
    }

    private long of(String account) {
        return balances.getOrDefault(account, OPENING);
    }

    private String change(String account, long by) {
        long next = of(account) + by;
        balances.put(account, next);
        return Long.toString(next);
    }
}
