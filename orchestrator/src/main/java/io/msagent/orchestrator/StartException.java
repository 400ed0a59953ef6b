package io.msagent.orchestrator;

import org.jspecify.annotations.Nullable;

/** The orchestrator cannot start; the message is one line for the user. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is in the way and what to do. */
    public StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
