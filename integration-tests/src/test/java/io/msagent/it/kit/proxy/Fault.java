package io.msagent.it.kit.proxy;

/** What becomes of a request, of its answer, or of a connection before there is any. */
public enum Fault {
    /** Nothing out of the ordinary. */
    NONE,
    /** The connection is accepted and closed at once. */
    CLOSE_ON_CONNECT,
    /** The request is read whole and thrown away, and the connection closed. */
    CUT_BEFORE_DELIVERY,
    /** The request is delivered whole, and the caller's connection closed at once; the provider's stays. */
    CUT_AFTER_DELIVERY,
    /** The request is delivered, and both connections closed when the answer comes. */
    LOSE_ANSWER,
    /** Some of the answer's first bytes come through, at another place each time, then both connections are closed. */
    CUT_IN_ANSWER,
    /** The answer's status line is no HTTP any more. */
    CORRUPT_HEAD,
    /** The answer's head is right; of its body no byte is. */
    CORRUPT_BODY,
    /** The request is delivered a while later. */
    DELAY,
    /** The answer comes through byte by byte. */
    THROTTLE,
    /** The request is read and nothing happens until the fault is taken away; then the connection is closed. */
    BLACK_HOLE,
    /** The request is delivered with another cluster token. */
    SPOIL_TOKEN;

    /** Whether the provider may get the request, and so run a body of which the caller hears nothing. */
    boolean losesAnswer() {
        return this == CUT_AFTER_DELIVERY || this == LOSE_ANSWER;
    }
}
