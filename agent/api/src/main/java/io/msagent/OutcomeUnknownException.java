package io.msagent;

import org.jspecify.annotations.Nullable;

/** The connection was lost after the request had been sent, and the instance that may have run the body cannot be asked again. */
public final class OutcomeUnknownException extends MicroserviceException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened and what to do about it
     * @param cause the last failure beneath, if any
     */
    public OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(message, true, cause);
    }
}
