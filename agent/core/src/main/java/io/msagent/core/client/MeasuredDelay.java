package io.msagent.core.client;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * A percentile of what a method's attempts took of late: over the last 100 of them, or the last second if there were more.
 * Not known before there were so many. Attempts that were given up count with the time until then, else hedging would
 * make them look ever quicker, and be done ever more often.
 */
final class MeasuredDelay implements HedgeDelay {
    static final int LEAST_ATTEMPTS = 100;
    private static final long WINDOW = Duration.ofSeconds(1).toNanos();
    private static final long NOT_KNOWN = -1;

    private final int percent;
    private final LongSupplier nanoTime;
    private final Recorder micros = new Recorder(2);
    private final Histogram window = new Histogram(2);
    private final AtomicLong nextLook;
    private volatile long nanos = NOT_KNOWN;

    MeasuredDelay(int percent, LongSupplier nanoTime) {
        this.percent = percent;
        this.nanoTime = nanoTime;
        this.nextLook = new AtomicLong(nanoTime.getAsLong() + WINDOW);
        window.setAutoResize(true);
    }

    @Override
    public OptionalLong nanos() {
        long due = nextLook.get();
        long now = nanoTime.getAsLong();
        if (now - due >= 0 && nextLook.compareAndSet(due, now + WINDOW)) {
            look();
        }
        long last = nanos;
        return last == NOT_KNOWN ? OptionalLong.empty() : OptionalLong.of(last);
    }

    private synchronized void look() {
        window.add(micros.getIntervalHistogram());
        if (window.getTotalCount() >= LEAST_ATTEMPTS) {
            nanos = TimeUnit.MICROSECONDS.toNanos(Math.max(1, window.getValueAtPercentile(percent)));
            window.reset();
        }
    }

    @Override
    public void took(long elapsed) {
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(elapsed));
    }
}
