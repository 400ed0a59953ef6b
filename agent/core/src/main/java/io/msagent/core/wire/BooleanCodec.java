package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Function;

/** {@code true} and {@code false}. */
final class BooleanCodec<T> extends ValueCodec {
    private final Class<T> type;
    private final Function<T, Boolean> toBoolean;
    private final Function<Boolean, T> fromBoolean;

    BooleanCodec(Class<T> type, Function<T, Boolean> toBoolean, Function<Boolean, T> fromBoolean) {
        this.type = type;
        this.toBoolean = toBoolean;
        this.fromBoolean = fromBoolean;
    }

    @Override
    void write(Object value, WireWriter out) throws IOException {
        out.json.writeBoolean(toBoolean.apply(type.cast(value)));
    }

    @Override
    Object read(WireReader in) throws IOException {
        return fromBoolean.apply(readBoolean(in));
    }

    static boolean readBoolean(WireReader in) throws IOException {
        if (!in.at(JsonToken.VALUE_TRUE) && !in.at(JsonToken.VALUE_FALSE)) {
            throw in.found("boolean");
        }
        return in.at(JsonToken.VALUE_TRUE);
    }

    @Override
    String expected() {
        return "boolean";
    }
}
