package io.msagent.orchestrator.model;

import java.time.Instant;

/**
 * Where an instance stands, and why.
 *
 * @param reason why it is so, for people; empty if the state says it all
 * @param since when it came into this state
 * @param served whether it has ever been seen to serve
 */
public record Standing(State state, String reason, Instant since, boolean served) {}
