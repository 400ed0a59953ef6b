package io.msagent.core.runtime;

import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.log.Log;
import io.msagent.core.metrics.Meters;
import io.msagent.core.metrics.prometheus.PrometheusMeters;
import io.msagent.core.server.MetricsListener;
import org.jspecify.annotations.Nullable;

/**
 * Whether and where this process measures: a provider always, on its own listener; a caller if {@code metrics.port} is set.
 * What keeps the numbers is loaded only then. Thread-safe.
 */
final class Measuring {
    private final Settings settings;
    private final Cluster cluster;
    private @Nullable Meters meters;

    Measuring(Settings settings, Cluster cluster) {
        this.settings = settings;
        this.cluster = cluster;
    }

    /** The process's meters; one set for both of its roles. */
    synchronized Meters meters() {
        Meters there = meters;
        if (there == null) {
            there = isWanted() ? make() : Meters.NONE;
            meters = there;
        }
        return there;
    }

    /** In a caller that is to show its metrics, begins to; in the background, as {@code main} shall not wait for it. */
    void showIfCaller() {
        if (isProvider() || !settings.isSet(Keys.METRICS_PORT)) {
            return;
        }
        Thread starting = new Thread(null, this::show, "ms-agent-metrics", 0, false);
        starting.setDaemon(true);
        starting.start();
    }

    private void show() {
        int port = settings.get(Keys.METRICS_PORT);
        try {
            MetricsListener listener = MetricsListener.start(port, cluster.token(), meters());
            Log.info("metrics at http://127.0.0.1:" + listener.port() + "/ms/v1/metrics");
        } catch (RuntimeException e) {
            Log.warn("metrics.port: " + port
                    + " (expected: a free port; the program runs, and its metrics are not shown): " + e.getMessage());
        }
    }

    /** What an application has set for its own Prometheus client may be in the way; that is no reason not to serve. */
    private static Meters make() {
        try {
            return new PrometheusMeters();
        } catch (RuntimeException | LinkageError e) {
            Log.write(Log.Level.WARN, "nothing is measured, because the metrics cannot be set up", e);
            return Meters.NONE;
        }
    }

    private boolean isWanted() {
        return isProvider() || settings.isSet(Keys.METRICS_PORT);
    }

    private boolean isProvider() {
        return !settings.get(Keys.SERVE).isEmpty();
    }
}
