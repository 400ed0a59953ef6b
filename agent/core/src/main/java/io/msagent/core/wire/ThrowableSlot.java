package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A place declared as an exception; what stands there always says its class. */
final class ThrowableSlot extends Slot {
    private final Class<?> declared;
    private final ThrowableTypes types;

    ThrowableSlot(Class<?> declared, ThrowableTypes types) {
        this.declared = declared;
        this.types = types;
    }

    @Override
    void write(@Nullable Object value, WireWriter out) throws IOException {
        if (value == null) {
            out.json.writeNull();
        } else {
            new ThrowableWriter(types, ThrowableWriter.Detail.FULL).write((Throwable) value, out);
        }
    }

    @Override
    @Nullable
    Object read(WireReader in) throws IOException {
        if (in.at(JsonToken.VALUE_NULL)) {
            return null;
        }
        Throwable read = new ThrowableReader(types).read(in);
        if (!declared.isInstance(read)) {
            throw new Misfit("found " + read + " (expected: a " + declared.getName() + ")");
        }
        return read;
    }

    @Override
    String expected() {
        return declared.getTypeName();
    }
}
