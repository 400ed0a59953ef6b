package io.msagent.core.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The receiver's place, made only when a receiver travels: most never do, and many could not. */
final class ReceiverSlot extends Slot {
    private final Class<?> type;
    private final CodecFactory factory;

    ReceiverSlot(Class<?> type, CodecFactory factory) {
        this.type = type;
        this.factory = factory;
    }

    @Override
    void write(@Nullable Object value, WireWriter out) throws IOException {
        if (value == null) {
            throw new Misfit("found null (expected: " + expected() + ")");
        }
        slot().write(value, out);
    }

    @Override
    Object read(WireReader in) throws IOException {
        Object value = slot().read(in);
        if (value == null) {
            throw in.found(expected());
        }
        return value;
    }

    private Slot slot() {
        return factory.slot(TypeResolver.plain(type));
    }

    @Override
    boolean takesNull() {
        return false;
    }

    @Override
    String expected() {
        return type.getTypeName();
    }
}
