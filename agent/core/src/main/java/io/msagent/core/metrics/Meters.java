package io.msagent.core.metrics;

import java.util.function.DoubleSupplier;

/**
 * Keeps the numbers of one process. To be asked once for each series, not once for each call. Asking again for the same
 * series gives one that adds to the same numbers. Safe for use by any thread.
 */
public interface Meters {
    /** Measures nothing. */
    Meters NONE = new NoMeters();

    /**
     * A series of durations.
     *
     * @param labels values of the metric's labels, in their order
     */
    Timer timer(Metric metric, String... labels);

    /**
     * A series that only goes up.
     *
     * @param labels values of the metric's labels, in their order
     */
    Count count(Metric metric, String... labels);

    /**
     * Shows a value that is asked for whenever somebody looks; the last one that was given for a series counts.
     *
     * @param labels values of the metric's labels, in their order
     */
    void gauge(Metric metric, DoubleSupplier value, String... labels);

    /** All of it, in Prometheus' text format. */
    Exposition expose();
}
