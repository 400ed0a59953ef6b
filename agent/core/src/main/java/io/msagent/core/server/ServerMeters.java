package io.msagent.core.server;

import io.msagent.core.call.NotStarted;
import io.msagent.core.metrics.ByEnding;
import io.msagent.core.metrics.Count;
import io.msagent.core.metrics.Exposition;
import io.msagent.core.metrics.Meters;
import io.msagent.core.metrics.Metric;
import java.util.Map;

/** What is measured of a listener as a whole. Safe for use by any thread. */
final class ServerMeters {
    private final Meters meters;
    private final ByEnding<CallEnding, Count> refused;

    ServerMeters(Meters meters) {
        this.meters = meters;
        refused = new ByEnding<>(CallEnding.ALL, e -> meters.count(Metric.SERVER_REFUSED, e.error()));
    }

    /** Shows what the workers have to do, and how much is remembered. */
    void watch(Workers workers, CallRecord record) {
        meters.gauge(Metric.SERVER_RECORD, record::size);
        meters.gauge(Metric.SERVER_WORKERS, () -> workers.load(Map.of()).capacity());
        meters.gauge(Metric.SERVER_RUNNING, () -> workers.load(Map.of()).running());
        meters.gauge(Metric.SERVER_BLOCKED, () -> workers.load(Map.of()).blocked());
        meters.gauge(Metric.SERVER_QUEUED, () -> workers.load(Map.of()).queued());
    }

    MethodMeters of(ServedMethod method) {
        return new MethodMeters(meters, method.about());
    }

    /** Refused before it was known which method is meant. */
    void refused(NotStarted reason) {
        refused.of(CallEnding.of(reason)).add();
    }

    Exposition expose() {
        return meters.expose();
    }
}
