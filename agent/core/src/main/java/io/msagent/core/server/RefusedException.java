package io.msagent.core.server;

import io.msagent.core.call.NotStarted;

/** A call is not started: why, for programs and for people, and the HTTP status that goes with it. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final NotStarted reason;

    RefusedException(NotStarted reason, String detail) {
        this(usualStatus(reason), reason, detail);
    }

    RefusedException(int status, NotStarted reason, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    NotStarted reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    private static int usualStatus(NotStarted reason) {
        return switch (reason) {
            case UNAUTHORISED -> 401;
            case BAD_REQUEST -> 400;
            case UNKNOWN_SERVICE, UNKNOWN_METHOD -> 404;
            case OTHER_DIGEST, NO_RECEIVER, CANCELLED, NOT_OWNER, DEADLOCK -> 409;
            case OVERLOADED, QUIESCING, UNREAD, EXPIRED -> 503;
        };
    }
}
