package io.msagent.core.wire;

import java.io.IOException;
import java.util.function.Function;

/** A JDK value that has an exact form as text. */
final class TextCodec<T> extends ValueCodec {
    private final Class<T> type;
    private final Function<T, String> toText;
    private final Function<String, T> fromText;

    TextCodec(Class<T> type, Function<T, String> toText, Function<String, T> fromText) {
        this.type = type;
        this.toText = toText;
        this.fromText = fromText;
    }

    @Override
    void write(Object value, WireWriter out) throws IOException {
        out.json.writeString(toText.apply(type.cast(value)));
    }

    @Override
    Object read(WireReader in) throws IOException {
        String text = in.string(expected());
        try {
            return fromText.apply(text);
        } catch (RuntimeException e) {
            throw in.unfit(expected(), e);
        }
    }

    @Override
    String expected() {
        return type.getTypeName();
    }
}
