package io.msagent.core.metrics;

import java.util.function.DoubleSupplier;

/** Measures nothing. */
final class NoMeters implements Meters {
    private static final Timer TIMER = nanos -> {};
    private static final Count COUNT = () -> {};

    @Override
    public Timer timer(Metric metric, String... labels) {
        return TIMER;
    }

    @Override
    public Count count(Metric metric, String... labels) {
        return COUNT;
    }

    @Override
    public void gauge(Metric metric, DoubleSupplier value, String... labels) {
        // nobody will ask
    }

    @Override
    public Exposition expose() {
        return new Exposition("text/plain; charset=utf-8", new byte[0]);
    }
}
