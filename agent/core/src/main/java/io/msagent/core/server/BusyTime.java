package io.msagent.core.server;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Which share of their time the workers have run bodies of late: between half a minute and a minute, or since the start.
 * All of it belongs to the lock of {@link Workers}.
 */
final class BusyTime {
    private static final long HALF_WINDOW_NANOS = RunTimes.HALF_WINDOW_NANOS;

    private final LongSupplier nanoClock;
    /** Sum over all workers, up to {@link #countedNanos}. */
    private long busyNanos;

    private final long startedNanos;
    private long countedNanos;
    private Mark begin;
    private Mark middle;

    private record Mark(long atNanos, long busyNanos) {}

    BusyTime(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.startedNanos = nanoClock.getAsLong();
        this.countedNanos = startedNanos;
        this.begin = new Mark(countedNanos, 0);
        this.middle = begin;
    }

    /** To be called before the number of running bodies changes. */
    void count(int running) {
        long now = nanoClock.getAsLong();
        busyNanos += running * (now - countedNanos);
        countedNanos = now;
    }

    /** Time that workers have spent in bodies since the start, summed over all of them. */
    long busyMicros(int running) {
        count(running);
        return TimeUnit.NANOSECONDS.toMicros(busyNanos);
    }

    /** Time since the start; of the same moment as the last of the others. */
    long upMicros() {
        return TimeUnit.NANOSECONDS.toMicros(countedNanos - startedNanos);
    }

    /** From 0 to 1. */
    double share(int running, int workers) {
        count(running);
        if (countedNanos - middle.atNanos >= HALF_WINDOW_NANOS) {
            begin = middle;
            middle = new Mark(countedNanos, busyNanos);
        }
        long time = countedNanos - begin.atNanos;
        return time <= 0 ? 0 : (double) (busyNanos - begin.busyNanos) / ((double) time * workers);
    }
}
