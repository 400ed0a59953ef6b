package io.msagent;

import org.jspecify.annotations.Nullable;

/** No instance took the call before its deadline, and the body did not run here either. The body has not started. */
public final class NoInstanceException extends MicroserviceException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened and what to do about it
     * @param cause the last failure beneath, if any
     */
    public NoInstanceException(String message, @Nullable Throwable cause) {
        super(message, false, cause);
    }
}
