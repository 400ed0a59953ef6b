package io.msagent.orchestrator.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Between which numbers a service is scaled.
 *
 * @param min instances it has at least, 0 to 64; while it is scaled to zero after idleness, none
 * @param max instances it has at most, {@code min} to 64; equal to {@code min}: the number is fixed
 * @param idle after so long without a call it is scaled to zero, above 0, at most a year; null: never
 */
public record Policy(int min, int max, @Nullable Duration idle) {
    /** More instances than this a service cannot have. */
    public static final int MOST = 64;

    /** Idleness above this is as good as never, and any instant can be added to it. */
    public static final Duration MOST_IDLE = Duration.ofDays(365);

    /** Checks the bounds. */
    public Policy {
        if (min < 0 || max < min || max > MOST) {
            throw new IllegalArgumentException(
                    "min: " + min + ", max: " + max + " (expected: 0 to " + MOST + ", and max not below min)");
        }
        if (idle != null && (idle.isNegative() || idle.isZero() || idle.compareTo(MOST_IDLE) > 0)) {
            throw new IllegalArgumentException(
                    "idle: " + idle + " (expected: above 0 and at most " + MOST_IDLE + ", or never)");
        }
    }

    /** One at least, two a core at most, never at rest. */
    public static Policy standard() {
        return new Policy(1, Math.min(MOST, 2 * Runtime.getRuntime().availableProcessors()), null);
    }
}
