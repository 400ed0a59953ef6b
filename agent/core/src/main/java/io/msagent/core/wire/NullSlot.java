package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A place that only null can travel through: the result of a void method, or a field whose type may not travel. */
final class NullSlot extends Slot {
    /** For {@code void} and {@link Void}. */
    static final NullSlot VOID = new NullSlot("no value is expected here");

    private final String why;

    NullSlot(String why) {
        this.why = why;
    }

    @Override
    void write(@Nullable Object value, WireWriter out) throws IOException {
        if (value != null) {
            throw new Misfit(why);
        }
        out.json.writeNull();
    }

    @Override
    @Nullable
    Object read(WireReader in) throws IOException {
        if (!in.at(JsonToken.VALUE_NULL)) {
            throw in.found("null, because " + why);
        }
        return null;
    }

    @Override
    String expected() {
        return "null";
    }
}
