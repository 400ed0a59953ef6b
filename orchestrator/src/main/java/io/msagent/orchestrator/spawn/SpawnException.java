package io.msagent.orchestrator.spawn;

/** A provider could not be started at all. */
public final class SpawnException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what and why, for the user. */
    public SpawnException(String message, Throwable cause) {
        super(message, cause);
    }
}
