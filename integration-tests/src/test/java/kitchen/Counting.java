package kitchen;

import io.msagent.Microservice;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls one method again and again; prints for each call which process ran the body, and how many it has run by then, or
 * how the call failed.
 */
public final class Counting {
    private static final AtomicLong RUNS = new AtomicLong();

    private Counting() {}

    @Microservice("counting")
    static String count() {
        return ProcessHandle.current().pid() + " " + RUNS.incrementAndGet();
    }

    /** Runs until it is killed, or as often as the argument says. */
    public static void main(String[] arguments) {
        long calls = arguments.length == 0 ? Long.MAX_VALUE : Long.parseLong(arguments[0]);
        for (long n = 0; n < calls; n++) {
            System.out.println(n + " " + outcome());
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static String outcome() {
        try {
            return count();
        } catch (RuntimeException | Error e) {
            return "FAILED " + e;
        }
    }
}
