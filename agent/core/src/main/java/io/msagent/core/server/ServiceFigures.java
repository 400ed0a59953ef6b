package io.msagent.core.server;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one service since the provider's start: the bodies that have ended, and who called for them. Safe for
 * use by any thread; counting takes no lock.
 */
final class ServiceFigures {
    private final LongSupplier nanoClock;
    private final long startedNanos;
    private final RunTimes runTimes;
    private final CallerCounts callers = new CallerCounts();
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder threw = new LongAdder();
    private final LongAdder neverRan = new LongAdder();
    /** Since the start; negative: none yet. */
    private volatile long lastNanos = -1;

    ServiceFigures() {
        this(System::nanoTime);
    }

    ServiceFigures(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.startedNanos = nanoClock.getAsLong();
        this.runTimes = new RunTimes(nanoClock);
    }

    /** A body is about to start; either {@link #ended} or {@link #neverRan} follows. */
    void begun() {
        touch();
        begun.increment();
    }

    /**
     * A body has ended.
     *
     * @param caller who called for it, as the request says
     * @param nanos how long it took
     * @param exceptionally whether with an exception
     */
    void ended(@Nullable String caller, long nanos, boolean exceptionally) {
        touch();
        runTimes.add(nanos);
        callers.add(caller);
        if (exceptionally) {
            threw.increment();
        }
        ended.increment();
    }

    /** The body could not be started after all. */
    void neverRan() {
        neverRan.increment();
    }

    /** Bodies that have ended. */
    long calls() {
        return ended.sum();
    }

    /** Of these, the ones that ended with an exception. */
    long threw() {
        return threw.sum();
    }

    Map<String, Long> callers() {
        return callers.toMap();
    }

    RunTimes.Percentiles percentiles() {
        return runTimes.percentiles();
    }

    /** Of late; see {@link RunTimes}. */
    OptionalLong p99Micros() {
        return percentiles().p99Micros();
    }

    /** How long ago a body last began or ended; 0 while one runs, empty if none ever has. */
    OptionalLong lastCallAgoMillis() {
        // in this order: each end that is seen has its beginning seen too
        long over = ended.sum() + neverRan.sum();
        if (begun.sum() > over) {
            return OptionalLong.of(0);
        }
        long last = lastNanos;
        return last < 0
                ? OptionalLong.empty()
                : OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - startedNanos - last));
    }

    private void touch() {
        lastNanos = nanoClock.getAsLong() - startedNanos;
    }
}
