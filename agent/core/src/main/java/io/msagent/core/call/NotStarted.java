package io.msagent.core.call;

/** Why a provider did not start a body. The wire name is the constant's, in lower case with hyphens. */
public enum NotStarted {
    /** All workers are busy and the queue is full. */
    OVERLOADED(true),
    /** The instance is on its way out. */
    QUIESCING(true),
    /** The instance has left without reading the request; says nothing of earlier attempts at the call. */
    UNREAD(true),
    /** The instance does not serve that service. */
    UNKNOWN_SERVICE(true),
    /** The service has no such method. */
    UNKNOWN_METHOD(true),
    /** The instance runs other code than the caller. */
    OTHER_DIGEST(true),
    /** The time left was over before the body could start. */
    EXPIRED(true),
    /** The caller has given the call up before the body could start. */
    CANCELLED(true),
    /** The receiver of the method cannot be had in that instance. */
    NO_RECEIVER(true),
    /** The instance does not own the key's partition (any more), or not yet. */
    NOT_OWNER(true),
    /** The call would wait for a key whose holder waits for a key that the call's own transaction holds. */
    DEADLOCK(false),
    /** The token is missing or wrong. */
    UNAUTHORISED(false),
    /** The request cannot be read, is too large, or names a type that may not travel. */
    BAD_REQUEST(false);

    private final boolean elsewhere;

    NotStarted(boolean elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** Whether another instance may well take the call. */
    public boolean mayWorkElsewhere() {
        return elsewhere;
    }

    /** The name on the wire, as {@code unknown-method}. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
