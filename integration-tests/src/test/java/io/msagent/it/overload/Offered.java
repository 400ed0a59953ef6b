package io.msagent.it.overload;

import io.msagent.MicroserviceException;
import io.msagent.core.client.Caller;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** Calls that come at a fixed rate, whether those before have ended or not: what users do. */
final class Offered {
    private final Caller caller;
    private final Work work;
    private final ConcurrentHistogram micros = new ConcurrentHistogram(3);
    private final LongAdder failed = new LongAdder();
    private final double seconds;

    private Offered(Caller caller, Work work, double seconds) {
        this.caller = caller;
        this.work = work;
        this.seconds = seconds;
    }

    /** Offers so many a second for so long, and waits until all have ended. */
    static Offered run(Caller caller, Work work, double aSecond, double seconds) throws InterruptedException {
        Offered offered = new Offered(caller, work, seconds);
        int calls = (int) (aSecond * seconds);
        CountDownLatch open = new CountDownLatch(calls);
        ExecutorService threads = Executors.newCachedThreadPool();
        long begin = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            long at = begin + (long) (i * 1e9 / aSecond);
            for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
            threads.execute(() -> {
                offered.call(at);
                open.countDown();
            });
        }
        open.await();
        threads.shutdown();
        return offered;
    }

    private void call(long at) {
        try {
            caller.call(work, null, new Object[] {1});
            micros.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, System.nanoTime() - at)));
        } catch (MicroserviceException e) {
            failed.increment();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    double acceptedASecond() {
        return micros.getTotalCount() / seconds;
    }

    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    long failed() {
        return failed.sum();
    }
}
