package io.msagent.it.scale;

import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Changes instances' status, ten times a second at every size: into maintenance and back, which no beat undoes meanwhile.
 */
final class Changes implements AutoCloseable {
    private static final int LANES = 5;
    private static final long PAUSE_MILLIS = 500;

    private final Histogram delayMicros = new ConcurrentHistogram(3);
    private final AtomicLong unheard = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> lanes = new ArrayList<>();

    /** Each lane has services of its own, so that a service has one change at a time. */
    Changes(Target target, Size size, Audience audience) {
        for (int lane = 0; lane < LANES; lane++) {
            int mine = lane;
            Thread thread = new Thread(() -> run(mine, target, size, audience), "changes-" + lane);
            thread.setDaemon(true);
            thread.start();
            lanes.add(thread);
        }
    }

    private void run(int lane, Target target, Size size, Audience audience) {
        Random random = new Random(lane);
        try (Registry registry = target.connect()) {
            do {
                int service = random.nextInt(size.services() / LANES) * LANES + lane;
                int instance = random.nextInt(size.instances() / size.services()) * size.services() + service;
                make(registry, audience, size.serviceOf(instance), Fleet.id(instance), Status.MAINTENANCE);
                make(registry, audience, size.serviceOf(instance), Fleet.id(instance), Status.PASSING);
            } while (!end.await(2 * PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void make(Registry registry, Audience audience, String service, String id, Status status)
            throws InterruptedException {
        Change change = audience.expect(service, id, status);
        registry.maintenance(id, status == Status.MAINTENANCE, "simulated");
        unheard.addAndGet(change.await(System.nanoTime(), delayMicros));
    }

    /** In microseconds. */
    Histogram delays() {
        return delayMicros;
    }

    long unheard() {
        return unheard.get();
    }

    /** No more changes; all instances are as they were. */
    @Override
    public void close() throws InterruptedException {
        end.countDown();
        for (Thread lane : lanes) {
            lane.join();
        }
    }
}
