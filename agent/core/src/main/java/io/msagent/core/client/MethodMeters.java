package io.msagent.core.client;

import io.msagent.core.metrics.ByEnding;
import io.msagent.core.metrics.Count;
import io.msagent.core.metrics.Meters;
import io.msagent.core.metrics.Metric;
import io.msagent.core.metrics.Timer;
import java.util.List;

/** What is measured of one method's calls. Safe for use by any thread. */
final class MethodMeters {
    private final ByEnding<CallEnding, Timer> calls;
    private final ByEnding<AttemptEnding, Timer> attempts;
    private final ByEnding<AttemptEnding, Count> retries;
    private final Count fallbacks;

    MethodMeters(Meters meters, String service, String signature) {
        String method = Metric.method(service, signature);
        calls = new ByEnding<>(
                List.of(CallEnding.values()),
                e -> meters.timer(Metric.CLIENT_CALL, Metric.SYSTEM, service, method, e.status(), e.error()));
        attempts = new ByEnding<>(
                AttemptEnding.ALL, e -> meters.timer(Metric.CLIENT_ATTEMPT, service, method, e.status(), e.error()));
        retries =
                new ByEnding<>(AttemptEnding.ALL, e -> meters.count(Metric.CLIENT_RETRIES, service, method, e.error()));
        fallbacks = meters.count(Metric.CLIENT_FALLBACKS, service, method);
    }

    /** @param nanos since the call began */
    void ended(CallEnding ending, long nanos) {
        calls.of(ending).record(nanos);
        if (ending == CallEnding.RAN_HERE) {
            fallbacks.add();
        }
    }

    /** @param nanos that the attempt took */
    void attempted(AttemptEnding ending, long nanos) {
        attempts.of(ending).record(nanos);
    }

    /** Another attempt is made because of how the last one ended. */
    void retried(AttemptEnding last) {
        retries.of(last).add();
    }
}
