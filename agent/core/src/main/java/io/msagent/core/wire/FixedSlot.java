package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A place whose values are all of one class, so that none needs a tag. */
final class FixedSlot extends Slot {
    private final ValueCodec codec;

    FixedSlot(ValueCodec codec) {
        this.codec = codec;
    }

    @Override
    void write(@Nullable Object value, WireWriter out) throws IOException {
        if (value == null) {
            out.json.writeNull();
        } else {
            codec.write(value, out);
        }
    }

    @Override
    @Nullable
    Object read(WireReader in) throws IOException {
        if (in.at(JsonToken.VALUE_NULL)) {
            return null;
        }
        if (in.at(JsonToken.START_OBJECT)) {
            in.next();
            return codec.readOpened(in);
        }
        return codec.read(in);
    }

    @Override
    String expected() {
        return codec.expected();
    }
}
