package io.msagent.core.call;

import org.jspecify.annotations.Nullable;

/** How one attempt at a call ended, as far as the caller can know. */
public sealed interface Outcome {

    /** The body returned. */
    record Returned(@Nullable Object value) implements Outcome {}

    /** The body threw; the exception is rebuilt and ready to be thrown on. */
    record Threw(Throwable exception) implements Outcome {}

    /**
     * The body has certainly not started: the instance said so, or no byte of the request got through.
     *
     * @param owner id of the instance that owns the key, or is about to; null if nothing was said of one
     */
    record Refused(
            NotStarted reason, String detail, @Nullable String owner) implements Outcome {
        /** One in which nothing is said of an owner. */
        public Refused(NotStarted reason, String detail) {
            this(reason, detail, null);
        }
    }

    /** No connection could be had, so the body has certainly not started. */
    record Unreachable(Throwable cause) implements Outcome {}

    /** The request had left and no answer came: the body may have run. */
    record Lost(Throwable cause) implements Outcome {}

    /** The instance was asked again and has no record of the call any more: the body may have run. */
    record Forgotten(String detail) implements Outcome {}

    /** An answer came that cannot be read: the body may have run. */
    record Unreadable(Throwable cause) implements Outcome {}
}
