package io.msagent.core.call;

import java.time.Duration;

/**
 * A moment on this process's monotonic clock by which a call must have ended. Travels as the time left, because clocks
 * of two machines need not agree. Immutable.
 */
public final class Deadline implements Comparable<Deadline> {
    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The moment this far from now. */
    public static Deadline after(Duration left) {
        return new Deadline(System.nanoTime() + left.toNanos());
    }

    /** Time left; negative once it has passed. */
    public Duration left() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    /** Time left in whole milliseconds, rounded up, at least 0: 0 means passed. */
    public long millisLeft() {
        return Math.max(0, Math.floorDiv(nanoTime - System.nanoTime() + 999_999, 1_000_000));
    }

    /** Whether the moment is over. */
    public boolean passed() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /** The earlier of the two: a nested call inherits what is left to the outer one. */
    public Deadline orEarlier(Deadline other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(Deadline other) {
        return Long.signum(nanoTime - other.nanoTime);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deadline d && d.nanoTime == nanoTime;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(nanoTime);
    }

    @Override
    public String toString() {
        return millisLeft() + " ms left";
    }
}
