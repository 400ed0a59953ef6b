package io.msagent.orchestrator.control;

import java.time.Instant;

/** What follows from a snapshot. */
sealed interface Action {

    /** Start one more instance of the service. */
    record Spawn(String service) implements Action {}

    /**
     * End an instance.
     *
     * @param force at once, or by asking it
     * @param failed whether it failed: counts as a death then
     */
    record Kill(String id, boolean force, boolean failed, String reason) implements Action {}

    /** Take a dead instance's registration out of the registry. */
    record Deregister(String registrationId) implements Action {}

    /** Forget an instance that is gone. */
    record ForgetSpawn(String id) implements Action {}

    /** Leave the service alone until then. */
    record GiveUp(String service, Instant until, String reason) implements Action {}
}
