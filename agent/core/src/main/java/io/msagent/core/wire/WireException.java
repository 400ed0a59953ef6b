package io.msagent.core.wire;

import org.jspecify.annotations.Nullable;

/**
 * A value cannot be written or read: a type that may not travel, a shape that does not fit the signature, too large, too
 * deep. The message names the place in the value, what was found and what was expected.
 */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what and where. */
    public WireException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
