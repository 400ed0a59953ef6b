package kitchen;

import io.msagent.Microservice;
import java.util.concurrent.locks.LockSupport;

/** Calls one method again and again, and prints which process ran it; ends at the first failure. */
public final class Ticker {
    private Ticker() {}

    @Microservice("ticking")
    static long tick(int n) {
        return ProcessHandle.current().pid() + n - n;
    }

    /** Runs until it is killed. */
    public static void main(String[] arguments) {
        for (int n = 0; ; n++) {
            System.out.println(n + " " + tick(n));
            LockSupport.parkNanos(20_000_000);
        }
    }
}
