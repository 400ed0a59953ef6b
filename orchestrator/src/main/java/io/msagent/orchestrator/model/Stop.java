package io.msagent.orchestrator.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The decision to end an instance.
 *
 * @param at when it was decided
 * @param force at once (SIGKILL), or by asking it (SIGTERM)
 * @param failed whether it is ended because it failed: counts as a death then
 * @param reason why, for people
 * @param patience how long it said that its end may take, when this was decided; zero if it did not
 */
public record Stop(Instant at, boolean force, boolean failed, String reason, Duration patience) {

    /** The end of one that has not said how long it takes. */
    public Stop(Instant at, boolean force, boolean failed, String reason) {
        this(at, force, failed, reason, Duration.ZERO);
    }
}
