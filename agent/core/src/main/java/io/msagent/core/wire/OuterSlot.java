package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An inner object's field for the one around it. An outer object usually holds its inner ones, so that field leads back
 * up: then it is written as the number of objects to go up. Only this field may do that.
 */
final class OuterSlot extends Slot {
    private final Slot slot;

    OuterSlot(Slot slot) {
        this.slot = slot;
    }

    @Override
    void write(@Nullable Object value, WireWriter out) throws IOException {
        int up = value == null ? -1 : out.objects().up(value);
        if (up < 0) {
            slot.write(value, out);
        } else {
            out.json.writeNumber(up);
        }
    }

    @Override
    @Nullable
    Object read(WireReader in) throws IOException {
        if (!in.at(JsonToken.VALUE_NUMBER_INT)) {
            return slot.read(in);
        }
        int up = (int) NumberCodec.readLong(
                in, "a number of objects to go up", 0, in.objects().size() - 1);
        return in.objects().at(up);
    }

    @Override
    String expected() {
        return slot.expected();
    }
}
