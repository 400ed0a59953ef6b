package io.msagent;

import org.jspecify.annotations.Nullable;

/** The instance answered something that cannot be read. The body may have run. */
public final class ProtocolException extends MicroserviceException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened and what to do about it
     * @param cause the last failure beneath, if any
     */
    public ProtocolException(String message, @Nullable Throwable cause) {
        super(message, true, cause);
    }
}
