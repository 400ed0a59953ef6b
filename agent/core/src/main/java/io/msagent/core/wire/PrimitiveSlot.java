package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A place of a primitive type: like its box, without null. */
final class PrimitiveSlot extends Slot {
    private final ValueCodec box;
    private final String name;

    PrimitiveSlot(ValueCodec box, String name) {
        this.box = box;
        this.name = name;
    }

    @Override
    void write(@Nullable Object value, WireWriter out) throws IOException {
        if (value == null) {
            throw new Misfit("found null (expected: " + name + ")");
        }
        box.write(value, out);
    }

    @Override
    Object read(WireReader in) throws IOException {
        if (in.at(JsonToken.VALUE_NULL)) {
            throw in.found(name);
        }
        return box.read(in);
    }

    @Override
    boolean takesNull() {
        return false;
    }

    @Override
    String expected() {
        return name;
    }
}
