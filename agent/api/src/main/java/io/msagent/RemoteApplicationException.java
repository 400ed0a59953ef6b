package io.msagent;

import org.jspecify.annotations.Nullable;

/**
 * The body threw an exception whose class could not be rebuilt in the calling process. Names that class and carries its
 * message; the stack trace is the remote one. The body ran and ended.
 */
public final class RemoteApplicationException extends MicroserviceException {
    private static final long serialVersionUID = 1L;

    private final String remoteClassName;
    private final @Nullable String remoteMessage;

    /**
     * @param remoteClassName binary name of the class that the body threw
     * @param remoteMessage its message, if it had one
     * @param why why the class could not be rebuilt here
     * @param cause the cause that travelled with it, if any
     */
    public RemoteApplicationException(
            String remoteClassName, @Nullable String remoteMessage, String why, @Nullable Throwable cause) {
        super(remoteClassName + ": " + remoteMessage + " (" + why + ")", true, cause);
        this.remoteClassName = remoteClassName;
        this.remoteMessage = remoteMessage;
    }

    /** Binary name of the class that the body threw. */
    public String remoteClassName() {
        return remoteClassName;
    }

    /** The message of what the body threw, or null if it had none. */
    public @Nullable String remoteMessage() {
        return remoteMessage;
    }
}
