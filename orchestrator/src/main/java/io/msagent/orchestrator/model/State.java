package io.msagent.orchestrator.model;

/** Where an instance stands. The wire and people see the name in lower case. */
public enum State {
    /** Assigned or spawned; has not yet registered and answered. */
    STARTING,
    /** Not to be relied on: not yet verified, quiet, or taken out by hand. */
    QUARANTINED,
    /** Takes calls. */
    SERVING,
    /** Takes calls, and has more than it can do. */
    CONGESTED,
    /** Takes no new calls; ends those that it has. */
    QUIESCING,
    /** Ended, or given up, though nobody had asked it to end. */
    DEAD,
    /** Ended as it was asked to. */
    RETIRED;

    /** Whether callers get answers from it. */
    public boolean serves() {
        return this == SERVING || this == CONGESTED;
    }

    /** Whether nothing more will come of it. */
    public boolean isOver() {
        return this == DEAD || this == RETIRED;
    }
}
