package kitchen;

import io.msagent.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A program whose services keep state; it says the same wherever they run. */
public final class Tills {
    private Tills() {}

    public static void main(String[] arguments) throws Exception {
        Till till = new Till();
        Ledgers ledgers = new Ledgers();
        Basket basket = new Basket();
        System.out.println("mia " + till.take("mia", 3) + " " + till.take("mia", 4) + " " + till.takeTwice("mia", 1));
        System.out.println("ben " + till.take("ben", 10) + " mia " + till.total("mia"));
        System.out.println("accounts " + ledgers.book(7, 5) + " " + ledgers.book(8, 6) + " " + ledgers.book(7, -2));
        try {
            System.out.println(ledgers.book(7, 0));
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        System.out.println("basket " + Transaction.call(() -> basket.put("egg") + basket.put("egg")));
        System.out.println("basket " + Transaction.call(() -> basket.put("egg")));
        System.out.println("many " + many(till));
    }

    private static long many(Till till) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(threads.submit(() -> {
                for (int j = 0; j < 25; j++) {
                    synchronized (till) {
                        long unused = till.take("all", 1);
                    }
                }
            }));
        }
        for (Future<?> each : all) {
            each.get(2, TimeUnit.MINUTES);
        }
        threads.shutdown();
        return till.total("all");
    }
}
