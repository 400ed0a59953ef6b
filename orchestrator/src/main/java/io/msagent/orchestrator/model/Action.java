package io.msagent.orchestrator.model;

import java.time.Instant;

/** What a leader decides. Each is written to the registry; who is concerned does it. */
public sealed interface Action {

    /** Start one more instance of the service on the host. */
    record Assign(String service, String host, String reason) implements Action {}

    /** End an instance. */
    record End(String service, String id, Stop stop) implements Action {}

    /** Take a dead instance's registration out of the registry. */
    record Deregister(String service, String registrationId) implements Action {}

    /** Forget an instance that is over. */
    record Forget(String service, String id) implements Action {}

    /**
     * From now on there shall be so many instances.
     *
     * @param scaling whether load decided so, so that a cooldown begins
     */
    record Desire(String service, int count, boolean scaling, String reason) implements Action {}

    /** All that a rolling restart had to replace is replaced. */
    record Restarted(String service) implements Action {}

    /** Leave the service alone until then. */
    record GiveUp(String service, Instant until, String reason) implements Action {}

    /** What is wanted cannot be done now; for people. */
    record Stuck(String service, String reason) implements Action {}
}
