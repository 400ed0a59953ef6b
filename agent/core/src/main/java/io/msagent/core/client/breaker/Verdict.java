package io.msagent.core.client.breaker;

/** What the end of an attempt says about the instance. */
public enum Verdict {
    /** It answered, if only that the body threw or that it is overloaded: it is there and says what it can do. */
    WELL,
    /** It cannot be connected to, lost the connection, or will never take the call: ejected at once. */
    GONE,
    /** It took too long, or its answer makes no sense: may be the request's fault, so several in a row eject it. */
    POOR,
    /** The caller gave up, so nothing can be said. */
    NOTHING
}
