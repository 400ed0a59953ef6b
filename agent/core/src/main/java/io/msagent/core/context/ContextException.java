package io.msagent.core.context;

import org.jspecify.annotations.Nullable;

/** The context of a call cannot travel, or cannot be put in place: the body must not start. The message is for the user. */
public final class ContextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContextException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
