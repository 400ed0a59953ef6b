package io.msagent.orchestrator.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Between which numbers a service is scaled.
 *
 * @param min instances it has at least, 0 to 64; while it is scaled to zero after idleness, none
 * @param max instances it has at most, {@code min} to 64; equal to {@code min}: the number is fixed
 * @param idle after so long without a call it is scaled to zero; null: never
 */
public record Policy(int min, int max, @Nullable Duration idle) {
    /** More instances than this a service cannot have. */
    public static final int MOST = 64;

    /** One at least, two a core at most, never at rest. */
    public static Policy standard() {
        return new Policy(1, Math.min(MOST, 2 * Runtime.getRuntime().availableProcessors()), null);
    }
}
