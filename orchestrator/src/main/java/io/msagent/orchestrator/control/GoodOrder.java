package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.spawn.Spawner;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Ends processes all at once, each with time of its own; who has not ended by then is killed. */
final class GoodOrder {
    private static final long KILLED_SECONDS = 2;

    private final Spawner spawner;

    GoodOrder(Spawner spawner) {
        this.spawner = spawner;
    }

    /** Returns when they have ended, or were killed. */
    void end(Collection<Spawned> running, Function<Spawned, Duration> patience) {
        for (Spawned child : running) {
            spawner.kill(child, false);
        }
        long began = System.nanoTime();
        List<Spawned> inTurn =
                running.stream().sorted(Comparator.comparing(patience)).toList();
        try {
            for (Spawned child : inTurn) {
                long left = patience.apply(child).toNanos() - (System.nanoTime() - began);
                if (!hasEnded(child, left)) {
                    Log.warn(child.id() + " (pid " + child.pid() + ") did not end within " + patience.apply(child)
                            + ": killed");
                    spawner.kill(child, true);
                }
            }
            for (Spawned child : inTurn) {
                boolean unused = hasEnded(child, TimeUnit.SECONDS.toNanos(KILLED_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasEnded(Spawned child, long nanos) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        spawner.onEnd(child, ended::countDown);
        return ended.await(Math.max(0, nanos), TimeUnit.NANOSECONDS) || !spawner.isAlive(child);
    }
}
