package io.msagent.orchestrator.model;

import java.time.Instant;

/**
 * Where an instance stands, and why.
 *
 * @param reason why it is so, for people; empty if the state says it all
 * @param since when it came into this state
 * @param served whether it has ever been seen to serve, by whichever orchestrator
 * @param verified whether this orchestrator itself has seen it serve
 * @param pulse what the state machine remembers of its silences; for nobody else
 */
public record Standing(State state, String reason, Instant since, boolean served, boolean verified, Pulse pulse) {

    /** One of which no silence is known, and that was never seen to serve but here. */
    public Standing(State state, String reason, Instant since, boolean served) {
        this(state, reason, since, served, served, Pulse.STEADY);
    }

    /** One that served before this orchestrator heard of it. */
    public static Standing notYetVerified(Instant now) {
        return new Standing(State.QUARANTINED, "not yet verified", now, true, false, Pulse.STEADY);
    }
}
