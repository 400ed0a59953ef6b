package io.msagent.stateful.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How long a lock has been seen waiting for the heir that its last holder named. For one thread. */
final class Patience {
    private static final long NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private final Map<Integer, Since> waiting = new HashMap<>();

    private record Since(long index, long nanos) {}

    Patience(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Whether the heir has had its time.
     *
     * @param index modify index of the lock's key: another one is another waiting
     */
    boolean isOver(int partition, long index) {
        long now = nanoTime.getAsLong();
        Since since = waiting.get(partition);
        if (since == null || since.index != index) {
            waiting.put(partition, new Since(index, now));
            return false;
        }
        return now - since.nanos >= NANOS;
    }
}
