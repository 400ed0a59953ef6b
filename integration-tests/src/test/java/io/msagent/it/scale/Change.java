package io.msagent.it.scale;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Instance.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** An instance's change of status, on its way to those who watch. */
final class Change {
    private static final long PATIENCE_SECONDS = 20;

    private final String id;
    private final Status status;
    private final CountDownLatch missing;
    private final Map<Integer, Long> heardAt = new ConcurrentHashMap<>();

    Change(String id, Status status, int watchers) {
        this.id = id;
        this.status = status;
        this.missing = new CountDownLatch(watchers);
    }

    boolean isIn(List<Instance> instances) {
        return instances.stream().anyMatch(i -> i.id().equals(id) && i.status() == status);
    }

    void heardBy(int watcher, long nanoTime) {
        if (heardAt.putIfAbsent(watcher, nanoTime) == null) {
            missing.countDown();
        }
    }

    /**
     * Waits until all have heard, and records how long after the request's answer that was; not at all late is 0.
     *
     * @return how many have not heard
     */
    long await(long answered, Histogram micros) throws InterruptedException {
        boolean unused = missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        heardAt.values().forEach(at -> micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(at - answered))));
        return missing.getCount();
    }
}
