package io.msagent.core.server;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long the bodies of one service ran of late. Recording takes no lock and, but for the first one, no memory; it may
 * be done by any thread, and so may reading.
 *
 * <p>Two histograms take turns: one is written for half a minute while the one before it is still read, so what is read
 * is between half a minute and a minute old. A body that ends at the very moment of a change may be counted in either.
 */
final class RunTimes {
    static final long HALF_WINDOW_NANOS = Duration.ofSeconds(30).toNanos();
    /** In microseconds; what runs longer is taken to run so long. */
    private static final long LONGEST = TimeUnit.HOURS.toMicros(1);

    private static final int SIGNIFICANT_DIGITS = 2;

    private final LongSupplier nanoClock;
    private volatile @Nullable AtomicHistogram current;
    private @Nullable AtomicHistogram before;
    private long changedNanos;

    RunTimes() {
        this(System::nanoTime);
    }

    RunTimes(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.changedNanos = nanoClock.getAsLong();
    }

    void add(long nanos) {
        AtomicHistogram micros = current;
        (micros == null ? first() : micros).recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(nanos), LONGEST));
    }

    /**
     * Half of the bodies, and 99 % of them, took at most this long, in microseconds, to within 1 %; both empty if none has
     * ended of late.
     */
    record Percentiles(OptionalLong p50Micros, OptionalLong p99Micros) {
        private static final Percentiles NONE = new Percentiles(OptionalLong.empty(), OptionalLong.empty());
    }

    synchronized Percentiles percentiles() {
        takeTurns();
        AtomicHistogram now = current;
        if (isEmpty(now) && isEmpty(before)) {
            return Percentiles.NONE;
        }
        Histogram sum = new Histogram(1, LONGEST, SIGNIFICANT_DIGITS);
        if (now != null) {
            sum.add(now);
        }
        if (before != null) {
            sum.add(before);
        }
        return new Percentiles(
                OptionalLong.of(sum.getValueAtPercentile(50)), OptionalLong.of(sum.getValueAtPercentile(99)));
    }

    private static boolean isEmpty(@Nullable AtomicHistogram histogram) {
        return histogram == null || histogram.getTotalCount() == 0;
    }

    /** A service that nobody calls needs no histogram. */
    private synchronized AtomicHistogram first() {
        AtomicHistogram there = current;
        if (there == null) {
            there = new AtomicHistogram(1, LONGEST, SIGNIFICANT_DIGITS);
            current = there;
            changedNanos = nanoClock.getAsLong();
        }
        return there;
    }

    private void takeTurns() {
        long now = nanoClock.getAsLong();
        long age = now - changedNanos;
        AtomicHistogram written = current;
        if (age < HALF_WINDOW_NANOS || written == null) {
            return;
        }
        AtomicHistogram next = before == null ? new AtomicHistogram(1, LONGEST, SIGNIFICANT_DIGITS) : before;
        next.reset();
        if (age >= 2 * HALF_WINDOW_NANOS) {
            // nobody has read for so long that what was written is not of late
            written.reset();
        }
        before = written;
        current = next;
        changedNanos = now;
    }
}
