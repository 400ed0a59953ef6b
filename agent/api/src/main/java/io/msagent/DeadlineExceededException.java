package io.msagent;

import org.jspecify.annotations.Nullable;

/** The call's deadline passed. {@link #bodyMayHaveRun()} says whether the body may have started. */
public final class DeadlineExceededException extends MicroserviceException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened and what to do about it
     * @param bodyMayHaveRun whether the method's body may have started in some process
     * @param cause the last failure beneath, if any
     */
    public DeadlineExceededException(String message, boolean bodyMayHaveRun, @Nullable Throwable cause) {
        super(message, bodyMayHaveRun, cause);
    }
}
