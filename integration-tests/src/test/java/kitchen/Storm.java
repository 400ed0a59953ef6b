package kitchen;

import io.msagent.Microservice;
import io.msagent.MicroserviceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls from several threads without end until its input ends, and prints a line for each call: number, method, how it
 * ended, whether the body may have run, by how many milliseconds the call passed its timeout, and by how many the process stood still meanwhile.
 * Each body writes its number and its process into the file that the system property {@code ledger} names. Numbers begin after
 * the system property {@code storm.from}.
 */
public final class Storm {
    private static final Path FILE = Path.of(System.getProperty("ledger", "ledger"));
    private static final int THREADS = 4;
    private static final long PAUSE_NANOS = 15_000_000;
    private static final int LONG_MILLIS = 30_000;
    private static final int BRIEF_MILLIS = 1_000;
    private static final AtomicLong NUMBERS = new AtomicLong(Long.getLong("storm.from", 0));
    private static final AtomicLong STOOD_STILL_MILLIS = new AtomicLong();
    private static volatile boolean stopped;

    private Storm() {}

    @Microservice(value = "storm-again", timeout = "30s")
    static long again(long n) throws IOException {
        return run(n);
    }

    @Microservice(value = "storm-once", idempotent = false, timeout = "30s")
    static long once(long n) throws IOException {
        return run(n);
    }

    @Microservice(value = "storm-brief", timeout = "1s")
    static long brief(long n) throws IOException {
        return run(n);
    }

    private static long run(long n) throws IOException {
        Files.writeString(
                FILE,
                n + " " + ProcessHandle.current().pid() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        LockSupport.parkNanos(n % 8 * 1_000_000);
        return n * 3;
    }

    /** Ends when every thread has ended its last call. */
    public static void main(String[] arguments) throws Exception {
        Thread watchdog = new Thread(Storm::watch);
        watchdog.setDaemon(true);
        watchdog.start();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(new Thread(Storm::storm));
        }
        threads.forEach(Thread::start);
        while (System.in.read() >= 0) {
            // until it ends
        }
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Measures by how much this process, or its whole machine, is late. */
    private static void watch() {
        long tick = 20_000_000;
        for (long begin = System.nanoTime(); ; ) {
            LockSupport.parkNanos(tick);
            long now = System.nanoTime();
            STOOD_STILL_MILLIS.addAndGet(Math.max(0, now - begin - tick) / 1_000_000);
            begin = now;
        }
    }

    private static void storm() {
        while (!stopped) {
            long n = NUMBERS.incrementAndGet();
            switch ((int) (n % 5)) {
                case 0 -> call(n, "brief", BRIEF_MILLIS, Storm::brief);
                case 1, 2 -> call(n, "again", LONG_MILLIS, Storm::again);
                default -> call(n, "once", LONG_MILLIS, Storm::once);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private interface Method {
        long call(long n) throws IOException;
    }

    private static void call(long n, String name, int timeoutMillis, Method method) {
        long still = STOOD_STILL_MILLIS.get();
        long begin = System.nanoTime();
        String how = outcome(n, method);
        long over = (System.nanoTime() - begin) / 1_000_000 - timeoutMillis;
        System.out.println(n + "\t" + name + "\t" + how + "\t" + over + "\t" + (STOOD_STILL_MILLIS.get() - still));
    }

    private static String outcome(long n, Method method) {
        try {
            long result = method.call(n);
            return result == n * 3 ? "returned\ttrue" : "WRONG " + result + "\ttrue";
        } catch (MicroserviceException e) {
            return e.getClass().getSimpleName() + "\t" + e.bodyMayHaveRun();
        } catch (IOException | RuntimeException | Error e) {
            return "FOREIGN " + e + "\ttrue";
        }
    }
}
