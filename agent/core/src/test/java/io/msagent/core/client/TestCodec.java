package io.msagent.core.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.WireException;
import java.io.IOException;

/** Carries numbers and strings; anything else cannot travel. */
final class TestCodec implements MethodCodec {
    static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public byte[] writeArguments(Object[] arguments) {
        for (Object argument : arguments) {
            if (!(argument instanceof Number || argument instanceof String)) {
                throw new WireException("$[0]: " + argument.getClass().getName() + " may not travel", null);
            }
        }
        return write(arguments);
    }

    @Override
    public byte[] writeArguments(Object receiver, Object[] arguments) {
        return write(new Object[] {receiver, arguments});
    }

    @Override
    public Arguments readArguments(byte[] bytes, boolean withReceiver) {
        return new Arguments(null, read(bytes, Object[].class));
    }

    @Override
    public byte[] writeResult(Object result) {
        return write(result);
    }

    @Override
    public Object readResult(byte[] bytes) {
        return read(bytes, Object.class);
    }

    @Override
    public byte[] writeThrowable(Throwable thrown) {
        return write(thrown.getMessage());
    }

    @Override
    public Throwable readThrowable(byte[] bytes) {
        return new AppException(read(bytes, String.class));
    }

    private static byte[] write(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new WireException(e.getMessage(), e);
        }
    }

    private static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return JSON.readValue(bytes, type);
        } catch (IOException e) {
            throw new WireException(e.getMessage(), e);
        }
    }
}
