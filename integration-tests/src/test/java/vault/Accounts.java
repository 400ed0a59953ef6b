package vault;

import io.msagent.Key;
import io.msagent.Microservice;
import io.msagent.MicroserviceException;
import java.util.HashMap;
import java.util.Map;

/** Accounts that outlive the process. */
@Microservice(value = "vault", stateful = true, state = Microservice.State.DURABLE, timeout = "4m")
public final class Accounts {
    /** What is in an account at first. */
    public static final long OPENING = 1_000;

    private final Map<String, Long> balances = new HashMap<>();

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
