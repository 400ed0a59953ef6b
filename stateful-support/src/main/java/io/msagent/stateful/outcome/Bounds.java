package io.msagent.stateful.outcome;

import java.time.Duration;

/**
 * How much of a service's outcomes is kept, over all its partitions. Safe for use by any thread.
 */
public final class Bounds {
    private final int most;
    private final long mostBytes;
    private final Duration longest;
    private int count;
    private long bytes;

    /**
     * Nothing is kept yet.
     *
     * @param most outcomes
     * @param mostBytes of their answers, together
     * @param longest for one
     */
    public Bounds(int most, long mostBytes, Duration longest) {
        this.most = most;
        this.mostBytes = mostBytes;
        this.longest = longest;
    }

    synchronized void add(int outcomes, long size) {
        count += outcomes;
        bytes += size;
    }

    synchronized boolean areExceeded() {
        return count > most || bytes > mostBytes;
    }

    Duration longest() {
        return longest;
    }
}
