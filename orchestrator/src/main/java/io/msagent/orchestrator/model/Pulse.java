package io.msagent.orchestrator.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an instance's silences.
 *
 * @param silentSince when its present silence began, without the time in which its observer stood still; null if it is not silent
 * @param judgedAt when it was last judged, while it is silent; null if it is not
 * @param wellSince since when it has both answered and beaten; null if it does not
 * @param lapses how often of late it served and then had to be quarantined
 * @param lapsedAt when it did last; {@link Instant#EPOCH} if never
 */
public record Pulse(
        @Nullable Instant silentSince,
        @Nullable Instant judgedAt,
        @Nullable Instant wellSince,
        int lapses,
        Instant lapsedAt) {
    /** Nothing to remember. */
    public static final Pulse STEADY = new Pulse(null, null, null, 0, Instant.EPOCH);
}
