package io.msagent;

import org.jspecify.annotations.Nullable;

/**
 * The call would have waited for a key whose holder waits, directly or through others, for a key that the call's own
 * transaction holds. It was the youngest transaction of the cycle, so it is the one that gives way. The body has not started.
 */
public final class DeadlockException extends MicroserviceException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message who waits for whom
     * @param cause the last failure beneath, if any
     */
    public DeadlockException(String message, @Nullable Throwable cause) {
        super(message, false, cause);
    }
}
