package io.msagent.orchestrator.admin;

import io.msagent.orchestrator.control.Status;
import io.msagent.orchestrator.model.Policy;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a service is to be scaled: a fixed number, or bounds and idleness of which what is left out stays, or as the
 * orchestrator does by default.
 *
 * @param count a fixed number
 * @param min at least so many
 * @param max at most so many
 * @param idle {@code never}, or after how long without a call it is scaled to zero, ISO 8601
 * @param auto true: no wish of one's own any more
 */
record ScaleRequest(
        @Nullable Integer count,
        @Nullable Integer min,
        @Nullable Integer max,
        @Nullable String idle,
        @Nullable Boolean auto) {
    static final String EXPECTED = "count, or auto: true, or some of min, max and idle";
    private static final String NEVER = "never";
    private static final Duration LEAST_IDLE = Duration.ofSeconds(1);

    /**
     * What is to be kept.
     *
     * @param now the service as it is
     * @return null: the orchestrator's defaults
     */
    @Nullable
    Policy policy(Supplier<Optional<Status.Service>> now) {
        boolean bounds = min != null || max != null || idle != null;
        int ways = (count == null ? 0 : 1) + (auto == null ? 0 : 1) + (bounds ? 1 : 0);
        if (ways != 1) {
            throw new ProblemException(
                    422,
                    "body: " + (ways == 0 ? "nothing" : "several ways to scale") + " (expected: " + EXPECTED + ")");
        }
        if (auto != null) {
            if (!auto) {
                throw ProblemException.of(422, "auto", false, "true, or left out");
            }
            return null;
        }
        if (count != null) {
            return bounded("count", count, count, null);
        }
        Optional<Status.Service> service = now.get();
        int least = min != null ? min : service.map(Status.Service::min).orElse(0);
        int most = max != null ? max : service.map(Status.Service::max).orElse(Policy.MOST);
        String after = idle != null ? idle : service.map(Status.Service::idle).orElse(NEVER);
        return bounded(min == null && max != null ? "max" : "min", least, most, idle(after));
    }

    private static Policy bounded(String name, int min, int max, @Nullable Duration idle) {
        if (min < 0 || min > Policy.MOST || max > Policy.MOST) {
            boolean high = min >= 0 && min <= Policy.MOST;
            throw ProblemException.of(
                    422, high ? "max" : name, high ? max : min, "a whole number from 0 to " + Policy.MOST);
        }
        if (min > max) {
            throw ProblemException.of(422, name, min + " to " + max, "min not above max");
        }
        return new Policy(min, max, idle);
    }

    private static @Nullable Duration idle(String text) {
        if (text.equals(NEVER)) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(LEAST_IDLE) < 0 || duration.compareTo(Policy.MOST_IDLE) > 0) {
                throw ProblemException.of(422, "idle", text, LEAST_IDLE + " to " + Policy.MOST_IDLE + ", or never");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw ProblemException.of(422, "idle", text, "never, or an ISO 8601 duration, as PT10M");
        }
    }
}
