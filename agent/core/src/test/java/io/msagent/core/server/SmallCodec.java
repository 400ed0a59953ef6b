package io.msagent.core.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.WireException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Just enough of a codec: untyped JSON, exceptions as class and message. A thread cannot travel. */
final class SmallCodec implements MethodCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public byte[] writeArguments(Object[] arguments) {
        return write(arguments);
    }

    @Override
    public byte[] writeArguments(Object receiver, Object[] arguments) {
        throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public Arguments readArguments(byte[] bytes, boolean withReceiver) {
        try {
            Object[] all = JSON.readValue(bytes, Object[].class);
            return withReceiver
                    ? new Arguments(all[0], Arrays.copyOfRange(all, 1, all.length))
                    : new Arguments(null, all);
        } catch (IOException e) {
            throw new WireException("arguments: no JSON array (expected: one)", e);
        }
    }

    @Override
    public byte[] writeResult(Object result) {
        if (result instanceof Thread) {
            throw new WireException("result.thread: a thread (expected: a value)", null);
        }
        return write(result);
    }

    @Override
    public Object readResult(byte[] bytes) {
        try {
            return JSON.readValue(bytes, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] writeThrowable(Throwable thrown) {
        return write(Map.of("class", thrown.getClass().getName(), "message", String.valueOf(thrown.getMessage())));
    }

    @Override
    public Throwable readThrowable(byte[] bytes) {
        throw new UnsupportedOperationException("not needed here");
    }

    static byte[] arguments(Object... values) {
        return write(List.of(values));
    }

    private static byte[] write(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
