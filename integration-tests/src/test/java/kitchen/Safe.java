package kitchen;

import io.msagent.Key;
import io.msagent.Microservice;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** Money that moves from one safe to another while both may be in use. */
final class Safe {
    /** Both transfers have begun; for bodies that run in one process. */
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    private final Map<String, Long> contents = new TreeMap<>();

    @Microservice(value = "safe", stateful = true)
    long put(@Key String safe, long amount) {
        return contents.merge(safe, amount, Long::sum);
    }

    @Microservice(value = "safe", stateful = true, timeout = "2m")
    long move(@Key String from, String to, long amount) throws InterruptedException, BrokenBarrierException {
        int unused = BOTH.await();
        long there = put(to, amount);
        contents.merge(from, -amount, Long::sum);
        return there;
    }
}
