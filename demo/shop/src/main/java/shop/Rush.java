package shop;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Many callers at once who ask for permits and, with one, put something into their cart. */
final class Rush {
    static final int CALLERS = 20;
    private static final List<String> CUSTOMERS = List.of("ada", "grace");

    private final RateLimiter limiter = new RateLimiter();
    private final Carts carts = new Carts();
    private final Map<String, Grants> grants = new TreeMap<>();
    private final PrintStream out;
    private volatile boolean over;

    Rush(PrintStream out) {
        this.out = out;
        CUSTOMERS.forEach(customer -> grants.put(customer, new Grants()));
    }

    /**
     * Runs it.
     *
     * @param seconds how long; 0: until standard input ends
     * @return whether the limit held and nothing was lost
     */
    boolean run(int seconds) throws InterruptedException {
        List<RushCaller> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            String customer = CUSTOMERS.get(i % CUSTOMERS.size());
            RushCaller caller = new RushCaller(limiter, carts, customer, "cart-" + i, grants(customer), () -> over);
            callers.add(caller);
            caller.start();
        }
        Thread end = new Thread(this::awaitEndOfInput, "end-of-input");
        end.setDaemon(true);
        if (seconds == 0) {
            end.start();
        }
        for (int second = 1; !over; second++) {
            TimeUnit.SECONDS.sleep(1);
            out.print("second " + second + ":" + lately() + "\n");
            out.flush();
            over |= second == seconds;
        }
        for (RushCaller caller : callers) {
            caller.join();
        }
        return tell(callers);
    }

    private Grants grants(String customer) {
        return grants.getOrDefault(customer, new Grants());
    }

    private void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // until it ends
            }
        } catch (IOException e) {
            // it has ended as well
        }
        over = true;
    }

    private String lately() {
        StringBuilder text = new StringBuilder();
        grants.forEach((customer, each) ->
                text.append(' ').append(customer).append(' ').append(each.sinceLast()));
        return text.toString();
    }

    private boolean tell(List<RushCaller> callers) {
        boolean held = true;
        long lost = 0;
        for (Map.Entry<String, Grants> each : grants.entrySet()) {
            int most = each.getValue().mostInAnySecond();
            long granted = limiter.granted(each.getKey());
            out.print(each.getKey() + ": " + granted + " permits, at most " + most + " in any second (limit: "
                    + RateLimiter.LIMIT + ")\n");
            held &= most <= RateLimiter.LIMIT;
            lost += Math.abs(granted - each.getValue().count());
        }
        int items = 0;
        int wrong = 0;
        int failed = 0;
        for (RushCaller caller : callers) {
            caller.checkOut();
            items += caller.items();
            wrong += caller.wrong();
            failed += caller.failed();
        }
        out.print("rush: limit " + (held ? "held" : "EXCEEDED") + ", " + lost + " permits lost, " + items
                + " items in carts, " + wrong + " lost or twice, " + failed + " calls failed\n");
        out.flush();
        return held && lost == 0 && wrong == 0 && failed == 0;
    }
}
