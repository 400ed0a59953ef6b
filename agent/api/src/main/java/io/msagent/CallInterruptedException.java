package io.msagent;

import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted while it waited; its interrupt flag is set again. */
public final class CallInterruptedException extends MicroserviceException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened and what to do about it
     * @param bodyMayHaveRun whether the method's body may have started in some process
     * @param cause the last failure beneath, if any
     */
    public CallInterruptedException(String message, boolean bodyMayHaveRun, @Nullable Throwable cause) {
        super(message, bodyMayHaveRun, cause);
    }
}
