package io.msagent.stateful.outcome;

import io.msagent.core.partition.Partitions;
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

    /**
     * Whether there is too much, and one partition has more of it than its share: those with less must not pay for it.
     *
     * @param own its outcomes
     * @param ownBytes of their answers
     */
    synchronized boolean areExceededBy(int own, long ownBytes) {
        return (count > most && own > most / Partitions.COUNT)
                || (bytes > mostBytes && ownBytes > mostBytes / Partitions.COUNT);
    }

    Duration longest() {
        return longest;
    }
}
