package io.msagent.core.wire;

import org.jspecify.annotations.Nullable;

/**
 * Turns one method's arguments, result and exceptions into bytes and back, by the method's generic signature. Immutable,
 * safe for use by any thread. Every method throws {@link WireException}, which names the place inside the value.
 */
public interface MethodCodec {

    /** The codec's media type, as {@code application/json}. */
    String mediaType();

    /** A JSON array of the arguments, without receiver. */
    byte[] writeArguments(@Nullable Object[] arguments);

    /** A JSON array of the receiver and the arguments. */
    byte[] writeArguments(Object receiver, @Nullable Object[] arguments);

    /**
     * Reads what {@code writeArguments} wrote.
     *
     * @param withReceiver whether the first element is the receiver
     */
    Arguments readArguments(byte[] bytes, boolean withReceiver);

    /** The result; null for void. For asynchronous methods: the value of the future. */
    byte[] writeResult(@Nullable Object result);

    /** Reads what {@link #writeResult} wrote. */
    @Nullable
    Object readResult(byte[] bytes);

    /** Never throws: what cannot travel of the exception is left out and said so. */
    byte[] writeThrowable(Throwable thrown);

    /**
     * Rebuilds an exception: same class, message, fields, cause, suppressed and remote frames. If the class cannot be
     * rebuilt: a {@link io.msagent.RemoteApplicationException}.
     */
    Throwable readThrowable(byte[] bytes);

    /**
     * What a call brings.
     *
     * @param receiver null if it did not travel
     */
    record Arguments(@Nullable Object receiver, @Nullable Object[] values) {}
}
