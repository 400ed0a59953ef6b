package io.msagent.core.server;

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

    private long countedNanos;
    private Mark begin;
    private Mark middle;

    private record Mark(long atNanos, long busyNanos) {}

    BusyTime(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.countedNanos = nanoClock.getAsLong();
        this.begin = new Mark(countedNanos, 0);
        this.middle = begin;
    }

    /** To be called before the number of running bodies changes. */
    void count(int running) {
        long now = nanoClock.getAsLong();
        busyNanos += running * (now - countedNanos);
        countedNanos = now;
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
