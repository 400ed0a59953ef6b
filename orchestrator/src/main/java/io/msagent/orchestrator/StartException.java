package io.msagent.orchestrator;

import org.jspecify.annotations.Nullable;

/** The orchestrator cannot start; the message is one line for the user. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean needless;

    /** Says what is in the way and what to do. */
    public StartException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private StartException(String message, @Nullable Throwable cause, boolean needless) {
        super(message, cause);
        this.needless = needless;
    }

    /** One that another orchestrator need not hear of that wanted it started: its place is taken, or given up. */
    static StartException needless(String message) {
        return new StartException(message, null, true);
    }

    /** Whether nobody but a person needs to be told. */
    public boolean isNeedless() {
        return needless;
    }
}
