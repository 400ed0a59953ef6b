package io.msagent.stateful.store;

import org.jspecify.annotations.Nullable;

/** The store did not do what it was asked to; the message is for people. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why. */
    public enum Kind {
        /** It cannot be reached, or cannot write now: read only, no room; nothing was done. */
        AWAY,
        /** The connection was lost in the middle of a commit: it may have been done. */
        UNKNOWN,
        /** The partition has been taken under a higher epoch; nothing was done. */
        FENCED,
        /** The call has ended before; nothing was done. */
        DUPLICATE,
        /** It refuses for good: rights, a schema that is newer than this program. */
        REFUSED
    }

    /** With the failure beneath, if there is one. */
    public StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }
}
