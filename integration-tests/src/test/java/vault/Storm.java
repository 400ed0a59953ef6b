package vault;

import io.msagent.it.history.Operation;
import io.msagent.it.history.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls from many threads until its input ends, and prints each call with its times and its end. Then it looks once more at
 * all that was kept. Arguments: how many threads, seed, {@code durable} or {@code memory}.
 */
public final class Storm {
    static final int KEYS = 6;
    private static final long PAUSE_NANOS = 20_000_000;
    private static final Recorder RECORDER = new Recorder(System.out);
    private static volatile boolean stopped;

    private Storm() {}

    /** Ends when every thread has ended its last call. */
    public static void main(String[] arguments) throws Exception {
        boolean durable = arguments[2].equals("durable");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            Random random = new Random(Long.parseLong(arguments[1]) * 1_000 + i);
            Shopper shopper = new Shopper(RECORDER, i, random);
            Thread thread = new Thread(() -> run(shopper, durable));
            threads.add(thread);
            thread.start();
        }
        while (System.in.read() >= 0) {
            // until it ends
        }
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        new Shopper(RECORDER, threads.size(), new Random()).lookAtAll(durable);
        System.err.println("storm: ended");
    }

    private static void run(Shopper shopper, boolean durable) {
        try {
            while (!stopped) {
                if (durable) {
                    shopper.one();
                } else {
                    shopper.oneInMemory();
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (Exception e) {
            // nothing but what the machinery throws is expected
            RECORDER.record(Operation.unknown(-1, "foreign", "call", "", System.nanoTime(), e.toString()));
        }
    }
}
