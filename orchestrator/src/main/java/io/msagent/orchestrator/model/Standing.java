package io.msagent.orchestrator.model;

import java.time.Instant;

/**
 * Where an instance stands, and why.
 *
 * @param reason why it is so, for people; empty if the state says it all
 * @param since when it came into this state
 * @param served whether it has ever been seen to serve
 * @param pulse what the state machine remembers of its silences; for nobody else
 */
public record Standing(State state, String reason, Instant since, boolean served, Pulse pulse) {

    /** One of which no silence is known. */
    public Standing(State state, String reason, Instant since, boolean served) {
        this(state, reason, since, served, Pulse.STEADY);
    }
}
