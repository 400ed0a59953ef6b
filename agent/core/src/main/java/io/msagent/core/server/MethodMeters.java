package io.msagent.core.server;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.metrics.ByEnding;
import io.msagent.core.metrics.Meters;
import io.msagent.core.metrics.Metric;
import io.msagent.core.metrics.Timer;

/** What is measured of one served method. Safe for use by any thread. */
final class MethodMeters {
    private final ByEnding<CallEnding, Timer> calls;
    private final Timer queue;
    private final Timer body;

    MethodMeters(Meters meters, ServiceMethod about) {
        String service = about.service();
        String method = Metric.method(service, about.key().signature());
        calls = new ByEnding<>(
                CallEnding.ALL,
                e -> meters.timer(Metric.SERVER_CALL, Metric.SYSTEM, service, method, e.status(), e.error()));
        queue = meters.timer(Metric.SERVER_QUEUE, service, method);
        body = meters.timer(Metric.SERVER_BODY, service, method);
    }

    /** @param nanos since the request was there as a whole */
    void answered(CallEnding ending, long nanos) {
        calls.of(ending).record(nanos);
    }

    /** @param nanos that a call waited for its worker */
    void queued(long nanos) {
        queue.record(nanos);
    }

    /** @param nanos that a body ran */
    void ran(long nanos) {
        body.record(nanos);
    }
}
