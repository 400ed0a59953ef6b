package io.msagent.core.server;

/** There is no object, or more than one, on which a served method could run. The body has not started. */
public final class NoReceiverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which class, and how many objects there are. */
    public NoReceiverException(String message) {
        super(message);
    }
}
