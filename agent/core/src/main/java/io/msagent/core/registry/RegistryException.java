package io.msagent.core.registry;

import org.jspecify.annotations.Nullable;

/** The registry is away, or refused a request. The message names its address, the request and what to do. */
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Whether trying again can help. */
    public enum Kind {
        /** Nobody answers there, or not in time. */
        AWAY,
        /** The registry answered that it will not do this (bad request, missing right). */
        REFUSED
    }

    /** Says what happened. */
    public RegistryException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Whether trying again can help. */
    public Kind kind() {
        return kind;
    }
}
