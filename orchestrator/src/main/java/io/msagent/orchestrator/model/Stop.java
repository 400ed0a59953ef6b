package io.msagent.orchestrator.model;

import java.time.Instant;

/**
 * The decision to end an instance.
 *
 * @param at when it was decided
 * @param force at once (SIGKILL), or by asking it (SIGTERM)
 * @param failed whether it is ended because it failed: counts as a death then
 */
public record Stop(Instant at, boolean force, boolean failed, String reason) {}
