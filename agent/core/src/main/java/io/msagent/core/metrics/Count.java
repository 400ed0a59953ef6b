package io.msagent.core.metrics;

/** One series that only goes up. Takes no lock; safe for use by any thread. */
@FunctionalInterface
public interface Count {
    /** Adds one. */
    void add();
}
