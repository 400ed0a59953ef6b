package kitchen;

import io.msagent.Microservice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls from as many threads at once as it was told last, and prints for each call which process ran it, or how it failed.
 */
public final class Load {
    private static final int MOST_THREADS = 16;
    private static final long LOOK_NANOS = 20_000_000;

    private static volatile int threads;
    private static volatile int millis;
    private static volatile boolean ended;

    private Load() {}

    /** Keeps a worker for so long, and no processor. */
    @Microservice("load")
    static long work(int millis) {
        for (long end = System.nanoTime() + millis * 1_000_000L, left; (left = end - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(left);
        }
        return ProcessHandle.current().pid();
    }

    /** Reads lines {@code THREADS MILLIS}, how many calls at once and how long each body takes; ends with its input. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < MOST_THREADS; i++) {
            int number = i;
            Thread caller = new Thread(() -> call(number));
            caller.start();
            callers.add(caller);
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            millis = Integer.parseInt(words[1]);
            threads = Integer.parseInt(words[0]);
        }
        ended = true;
        for (Thread caller : callers) {
            caller.join();
        }
        System.out.println("ended");
    }

    private static void call(int number) {
        while (!ended) {
            if (number < threads) {
                System.out.println(outcome());
            } else {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private static String outcome() {
        try {
            return Long.toString(work(millis));
        } catch (RuntimeException | Error e) {
            return "FAILED " + String.valueOf(e).replace('\n', ' ');
        }
    }
}
