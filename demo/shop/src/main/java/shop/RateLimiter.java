package shop;

import io.msagent.Key;
import io.msagent.Microservice;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * At most {@value #LIMIT} permits for a customer in any second. Its state is durable: a limiter that forgot the last second
 * when its process dies would grant it again. Safe for use by any thread.
 *
 * <p>Time is the machine's monotonic clock, which on Linux is the same for all processes. After a restart of the machine it
 * begins anew; what was granted before does not count then.
 */
@Microservice(value = "limiter", stateful = true, state = Microservice.State.DURABLE, timeout = "2m")
public class RateLimiter {
    /** Permits for a customer in any second. */
    public static final int LIMIT = 100;

    static final long WINDOW_NANOS = 1_000_000_000;

    /** When the permits of the last second were granted, oldest first, by customer. */
    private final Map<String, Queue<Long>> latest = new HashMap<>();

    private final Map<String, Long> granted = new HashMap<>();

    /** Takes a permit, if one is left. */
    public synchronized Permit tryAcquire(@Key String customer) {
        long now = System.nanoTime();
        Queue<Long> window = latest.computeIfAbsent(customer, c -> new ArrayDeque<>());
        while (!window.isEmpty() && (now - window.element() >= WINDOW_NANOS || now < window.element())) {
            window.remove();
        }
        if (window.size() >= LIMIT) {
            return new Permit(false, now);
        }
        window.add(now);
        granted.merge(customer, 1L, Long::sum);
        return new Permit(true, now);
    }

    /** How many permits the customer was ever granted. */
    public synchronized long granted(@Key String customer) {
        return granted.getOrDefault(customer, 0L);
    }
}
