package io.msagent.orchestrator.model;

import java.time.Duration;
import java.time.Instant;

/**
 * An instance that ended although nobody asked it to, or that could not be started.
 *
 * @param id the instance's id
 * @param digest digest of the code it was started for
 * @param host machine it ran on or should have; empty if not known
 * @param at when it was seen to be dead
 * @param lived how long it ran
 * @param served whether it ever answered
 * @param reason why, for people
 */
public record Death(String id, String digest, String host, Instant at, Duration lived, boolean served, String reason) {}
