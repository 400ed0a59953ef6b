package io.msagent;

import org.jspecify.annotations.Nullable;

/**
 * A failure of the machinery between caller and body, never one of the application's own.
 *
 * <p>The type says whether the body may have run, so a handler can tell whether making the call again is safe. The
 * message names the service, the instances tried, the number of attempts, the time spent and what to do.
 */
public abstract class MicroserviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean bodyMayHaveRun;

    /**
     * @param message what happened and what to do about it
     * @param bodyMayHaveRun whether the method's body may have started in some process
     * @param cause the last failure beneath, if any
     */
    protected MicroserviceException(String message, boolean bodyMayHaveRun, @Nullable Throwable cause) {
        super(message, cause);
        this.bodyMayHaveRun = bodyMayHaveRun;
    }

    /** Whether the method's body may have started in some process; if not, making the call again is safe. */
    public final boolean bodyMayHaveRun() {
        return bodyMayHaveRun;
    }
}
