package io.msagent.core.metrics.prometheus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.msagent.core.metrics.Count;
import io.msagent.core.metrics.Exposition;
import io.msagent.core.metrics.Label;
import io.msagent.core.metrics.Meters;
import io.msagent.core.metrics.Metric;
import io.msagent.core.metrics.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

/** Meters in a Prometheus registry of their own. Recording takes no lock. */
public final class PrometheusMeters implements Meters {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** OpenTelemetry's boundaries for RPC, and three below for calls that take less than a millisecond or a few. */
    private static final Duration[] BOUNDARIES =
            seconds(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final ConcurrentMap<Series, AtomicReference<DoubleSupplier>> gauges = new ConcurrentHashMap<>();

    private record Series(Metric metric, Tags tags) {}

    private static Duration[] seconds(double... seconds) {
        Duration[] durations = new Duration[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            durations[i] = Duration.ofNanos(Math.round(seconds[i] * TimeUnit.SECONDS.toNanos(1)));
        }
        return durations;
    }

    @Override
    public Timer timer(Metric metric, String... labels) {
        io.micrometer.core.instrument.Timer timer = io.micrometer.core.instrument.Timer.builder(metric.otelName())
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .serviceLevelObjectives(BOUNDARIES)
                .register(registry);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public Count count(Metric metric, String... labels) {
        Counter counter = Counter.builder(metric.otelName())
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .register(registry);
        return counter::increment;
    }

    @Override
    public void gauge(Metric metric, DoubleSupplier value, String... labels) {
        Tags tags = tags(metric, labels);
        gauges.computeIfAbsent(new Series(metric, tags), series -> shown(series, value))
                .set(value);
    }

    /** A gauge of the registry cannot be replaced without a moment in which there is none. */
    private AtomicReference<DoubleSupplier> shown(Series series, DoubleSupplier first) {
        AtomicReference<DoubleSupplier> last = new AtomicReference<>(first);
        Gauge.builder(
                        series.metric().otelName(),
                        () -> Objects.requireNonNull(last.get()).getAsDouble())
                .description(series.metric().meaning())
                .tags(series.tags())
                .strongReference(true)
                .register(registry);
        return last;
    }

    @Override
    public Exposition expose() {
        return new Exposition(TEXT, registry.scrape(TEXT).getBytes(StandardCharsets.UTF_8));
    }

    private static Tags tags(Metric metric, String... values) {
        List<Label> labels = metric.labels();
        if (labels.size() != values.length) {
            throw new IllegalArgumentException(
                    metric + ": " + List.of(values) + " (expected: values of " + labels + ")");
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(labels.get(i).attribute(), values[i]));
        }
        return Tags.of(tags);
    }
}
