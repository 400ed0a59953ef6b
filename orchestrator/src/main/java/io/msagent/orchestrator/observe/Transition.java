package io.msagent.orchestrator.observe;

import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Standing;
import org.jspecify.annotations.Nullable;

/**
 * That an instance has come into another state.
 *
 * @param instance as it is now; if it has vanished, as it was last, with its last standing
 * @param before where it stood; null if it was not known
 */
public record Transition(InstanceState instance, @Nullable Standing before) {}
