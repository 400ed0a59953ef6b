package io.msagent.orchestrator.observe;

import io.msagent.orchestrator.model.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An instance's answers of late, of which its load is made. Safe for use by any thread. */
final class LoadWindow {
    /** Answers do not come at the very moment. */
    private static final double NEARLY = 0.9;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Duration window;
    private @Nullable Load load;

    private record Sample(Instant at, HealthAnswer answer) {}

    /** @param window how far back answers count */
    LoadWindow(Duration window) {
        this.window = window;
    }

    /** Adds an answer; it replaces all if the process behind it is another. */
    synchronized void add(HealthAnswer answer, Instant at) {
        Sample last = samples.peekLast();
        if (last != null
                && (answer.upMicros() < last.answer().upMicros()
                        || answer.calls() < last.answer().calls())) {
            samples.clear();
        }
        samples.add(new Sample(at, answer));
        Instant from = at.minus(window);
        while (samples.size() > 2 && second().at().isBefore(from)) {
            samples.removeFirst();
        }
        load = answer.capacity() == 0 ? null : compute(answer, at);
    }

    /** Null before the first answer, or if it said nothing of its load. */
    synchronized @Nullable Load load() {
        return load;
    }

    /** Calls per second by caller. */
    synchronized Map<String, Double> rates() {
        Sample first = samples.peekFirst();
        Sample last = samples.peekLast();
        Map<String, Double> rates = new HashMap<>();
        if (first != null && last != null && samples.size() > 1) {
            double seconds = seconds(first, last);
            last.answer()
                    .callers()
                    .forEach((caller, calls) ->
                            rates.put(caller, (calls - first.answer().callers().getOrDefault(caller, 0L)) / seconds));
        }
        return rates;
    }

    /** Calls since the instance's start by caller. */
    synchronized Map<String, Long> callers() {
        Sample last = samples.peekLast();
        return last == null ? Map.of() : last.answer().callers();
    }

    private Load compute(HealthAnswer now, Instant at) {
        Sample first = samples.getFirst();
        HealthAnswer then = first.answer();
        // the first answer tells of all the time before it
        long busy = samples.size() == 1 ? now.busyMicros() : now.busyMicros() - then.busyMicros();
        long up = samples.size() == 1 ? now.upMicros() : now.upMicros() - then.upMicros();
        double utilisation = up <= 0 ? 0 : Math.min(1, Math.max(0, busy / ((double) up * now.capacity())));
        double rate = samples.size() == 1 ? 0 : (now.calls() - then.calls()) / seconds(first, samples.getLast());
        Duration idle = now.lastCallAgoMillis() < 0
                ? Duration.ofNanos(now.upMicros() * 1_000)
                : Duration.ofMillis(now.lastCallAgoMillis());
        return new Load(
                at,
                utilisation,
                Duration.between(first.at(), at).toMillis() >= window.toMillis() * NEARLY,
                now.running(),
                now.capacity(),
                now.queued(),
                now.calls(),
                rate,
                now.p50Micros(),
                now.p99Micros(),
                at.minus(idle));
    }

    private static double seconds(Sample from, Sample to) {
        return Math.max(1, Duration.between(from.at(), to.at()).toMillis()) / 1_000.0;
    }

    private Sample second() {
        Iterator<Sample> all = samples.iterator();
        all.next();
        return all.next();
    }
}
