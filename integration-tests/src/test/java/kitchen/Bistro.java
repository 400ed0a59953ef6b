package kitchen;

import io.msagent.Microservice;
import java.util.concurrent.locks.LockSupport;

/** Services that call each other without end, now more and now less; they wait rather than compute. */
public final class Bistro {
    private static final int TABLES = 5;

    private Bistro() {}

    @Microservice("bistro-order")
    static int order(int guest) {
        return cook(guest) + cellar(guest);
    }

    @Microservice("bistro-kitchen")
    static int cook(int guest) {
        work(40 + guest % 80);
        return cellar(guest);
    }

    @Microservice("bistro-cellar")
    static int cellar(int guest) {
        work(5 + guest % 9);
        return guest;
    }

    /** Nothing that keeps a core from somebody else. */
    private static void work(int millis) {
        LockSupport.parkNanos(millis * 1_000_000L);
    }

    private static void sit(int table) {
        for (int guest = table; ; guest++) {
            order(guest);
            work((int) (80 + 70 * Math.sin(guest / 30.0)));
        }
    }

    /** Runs until it is killed, or until a call fails. */
    public static void main(String[] arguments) {
        for (int table = 1; table < TABLES; table++) {
            int number = table;
            Thread guests = new Thread(() -> sit(number), "table-" + table);
            guests.setUncaughtExceptionHandler((thread, failure) -> {
                failure.printStackTrace();
                Runtime.getRuntime().halt(1);
            });
            guests.start();
        }
        sit(0);
    }
}
