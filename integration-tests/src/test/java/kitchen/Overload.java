package kitchen;

import io.msagent.Microservice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Load that does not slow down because the answers do: calls begin at a fixed rate, whatever became of those before.
 * Prints a Markdown table; {@code benchmarks/overload --help} says how to use it.
 */
public final class Overload {
    private static final long BODY_NANOS = 50_000_000;
    private static final double[] LOADS = {0.5, 0.75, 1, 1.5, 2, 3, 4};

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Overload() {}

    /** Takes a worker for 50 ms, and no processor. */
    @Microservice("overload")
    static int work(int n) {
        long end = System.nanoTime() + BODY_NANOS;
        for (long left = BODY_NANOS; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return n;
    }

    /** Arguments: workers of all providers together, seconds for each load. */
    public static void main(String[] arguments) {
        double capacity = Integer.parseInt(arguments[0]) * 1e9 / BODY_NANOS;
        int seconds = Integer.parseInt(arguments[1]);
        Overload overload = new Overload();
        overload.run(capacity / 2, 3 * seconds); // until all is compiled and every instance's slow start is over
        System.out.println("| load | offered/s | accepted/s | of capacity, % | their p50, ms | p99 | failed |");
        System.out.println("|---".repeat(7) + "|");
        for (double load : LOADS) {
            Result result = overload.run(capacity * load, seconds);
            System.out.printf(
                    "| %.2f | %.0f | %.1f | %.0f | %.0f | %.0f | %s |%n",
                    load,
                    capacity * load,
                    result.acceptedPerSecond(),
                    100 * result.acceptedPerSecond() / capacity,
                    result.micros().getValueAtPercentile(50) / 1e3,
                    result.micros().getValueAtPercentile(99) / 1e3,
                    result.failed());
        }
        System.exit(0);
    }

    private record Result(double acceptedPerSecond, Histogram micros, String failed) {}

    private Result run(double perSecond, int seconds) {
        ConcurrentHistogram micros = new ConcurrentHistogram(3);
        Map<String, LongAdder> failed = new ConcurrentHashMap<>();
        LongAdder accepted = new LongAdder();
        Phaser running = new Phaser(1);
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        long count = (long) (perSecond * seconds);
        for (long i = 0; i < count; i++) {
            long due = begin + (long) (i * 1e9 / perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            int n = (int) i;
            running.register();
            threads.execute(() -> {
                try {
                    int unused = work(n);
                    long now = System.nanoTime();
                    micros.recordValue((now - due) / 1_000);
                    if (now <= end) {
                        accepted.increment();
                    }
                } catch (RuntimeException e) {
                    failed.computeIfAbsent(e.getClass().getSimpleName(), name -> new LongAdder())
                            .increment();
                } finally {
                    running.arriveAndDeregister();
                }
            });
        }
        running.arriveAndAwaitAdvance();
        return new Result(
                accepted.sum() / (double) seconds,
                micros,
                failed.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }
}
