package io.msagent.orchestrator.admin;

/** What becomes of the providers when the orchestrator is asked to stop. */
public enum StopRequest {
    /** As it was told at its start. */
    DEFAULT,
    /** They end. */
    STOP,
    /** They go on. */
    LEAVE
}
