package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** A value that is a whole number of at most 64 bits. */
final class NumberCodec<T> extends ValueCodec {
    private final Class<T> type;
    private final String name;
    private final long least;
    private final long most;
    private final ToLongFunction<T> toLong;
    private final LongFunction<T> fromLong;

    NumberCodec(Class<T> type, String name, long least, long most, ToLongFunction<T> toLong, LongFunction<T> fromLong) {
        this.type = type;
        this.name = name;
        this.least = least;
        this.most = most;
        this.toLong = toLong;
        this.fromLong = fromLong;
    }

    @Override
    void write(Object value, WireWriter out) throws IOException {
        out.json.writeNumber(toLong.applyAsLong(type.cast(value)));
    }

    @Override
    Object read(WireReader in) throws IOException {
        return fromLong.apply(readLong(in, name, least, most));
    }

    static long readLong(WireReader in, String name, long least, long most) throws IOException {
        in.expect(JsonToken.VALUE_NUMBER_INT, name);
        long value;
        try {
            value = in.json.getLongValue();
        } catch (InputCoercionException e) {
            throw in.unfit(name, e);
        }
        if (value < least || value > most) {
            throw in.found(name);
        }
        return value;
    }

    @Override
    String expected() {
        return name;
    }
}
