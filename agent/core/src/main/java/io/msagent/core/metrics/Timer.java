package io.msagent.core.metrics;

/** One series of durations. Takes no lock; safe for use by any thread. */
@FunctionalInterface
public interface Timer {
    /** Adds a duration, in nanoseconds. */
    void record(long nanos);
}
