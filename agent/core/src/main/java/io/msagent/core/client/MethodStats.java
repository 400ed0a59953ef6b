package io.msagent.core.client;

import io.msagent.core.call.MethodKey;
import io.msagent.core.metrics.Meters;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** One method's counters. Safe for use by any thread. */
final class MethodStats {
    private static final int SIGNIFICANT_DIGITS = 2;
    private static final int MOST_INSTANCES = 1_000;

    private final String service;
    private final String method;
    private final MethodMeters meters;
    private final LongAdder calls = new LongAdder();
    private final LongAdder local = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder returned = new LongAdder();
    private final LongAdder threw = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final ConcurrentHistogram micros = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
    private final Set<String> instances = ConcurrentHashMap.newKeySet();

    MethodStats(String service, MethodKey key, Meters meters) {
        this.service = service;
        this.method = key.toString();
        this.meters = new MethodMeters(meters, service, key.signature());
    }

    MethodMeters meters() {
        return meters;
    }

    void begun() {
        calls.increment();
    }

    /** Refused before it could go out. */
    void refused(long nanos) {
        failed.increment();
        meters.ended(CallEnding.REFUSED, nanos);
    }

    void ended(Step step, CallHistory history) {
        if (history.attempts() > 1) {
            retries.add(history.attempts() - 1L);
        }
        meters.ended(CallEnding.of(step), history.elapsedNanos());
        if (step instanceof Step.Returned) {
            returned.increment();
            answered(history);
        } else if (step instanceof Step.Threw) {
            threw.increment();
            answered(history);
        } else if (step instanceof Step.RunHere) {
            local.increment();
        } else {
            failed.increment();
        }
    }

    private void answered(CallHistory history) {
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(history.elapsedNanos()));
        String instance = history.answeredBy();
        if (!instances.contains(instance) && instances.size() < MOST_INSTANCES) {
            instances.add(instance);
        }
    }

    CallStats.Row row() {
        Histogram times = micros.copy();
        long threwNow = threw.sum();
        return new CallStats.Row(
                service,
                method,
                calls.sum(),
                returned.sum() + threwNow,
                local.sum(),
                failed.sum(),
                threwNow,
                retries.sum(),
                times.getValueAtPercentile(50),
                times.getValueAtPercentile(99),
                times.getMaxValue(),
                new TreeSet<>(instances));
    }
}
