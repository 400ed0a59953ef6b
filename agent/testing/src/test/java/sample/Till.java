package sample;

import io.msagent.Microservice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What survives being run as many, and what does not. */
public final class Till {
    private static final Map<String, Integer> BILLED = new ConcurrentHashMap<>();
    private static final List<String> NAMES = new ArrayList<>(List.of("Ada"));

    private Till() {}

    @Microservice
    public static int twice(int amount) {
        return 2 * amount;
    }

    @Microservice
    public static long process() {
        return ProcessHandle.current().pid();
    }

    /** Does not survive it: the caller's list stays as it was. */
    @Microservice
    public static void sort(List<Integer> amounts) {
        Collections.sort(amounts);
    }

    /** Says it is idempotent, and is not. */
    @Microservice
    public static int bill(String customer) {
        return BILLED.merge(customer, 1, Integer::sum);
    }

    @Microservice(idempotent = false)
    public static int billOnce(String customer) {
        return BILLED.merge(customer, 1, Integer::sum);
    }

    @Microservice
    public static List<String> names() {
        return NAMES;
    }

    @Microservice
    public static List<String> same(List<String> names) {
        return names;
    }

    @Microservice
    public static Receipt receipt(int amount) {
        return new Receipt(amount);
    }

    @Microservice
    public static int refuse(int amount) throws RefusedException {
        throw new RefusedException(amount, new IllegalStateException("the till is closed"));
    }

    /** Loses its text on the way. */
    public static final class Receipt {
        final int amount;
        final transient String text;

        Receipt(int amount) {
            this.amount = amount;
            this.text = amount + " EUR";
        }
    }

    /** A failure of the application. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int amount;

        RefusedException(int amount, Throwable cause) {
            super("no more than " + (amount - 1), cause);
            this.amount = amount;
        }

        public int amount() {
            return amount;
        }
    }
}
