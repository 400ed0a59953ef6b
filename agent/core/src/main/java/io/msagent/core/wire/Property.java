package io.msagent.core.wire;

import java.io.IOException;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * One field of a class as it travels.
 *
 * @param name its name on the wire
 * @param field made accessible
 */
record Property(String name, Field field, Slot slot) {

    void write(Object owner, WireWriter out) throws IOException {
        out.json.writeFieldName(name);
        try {
            slot.write(get(owner), out);
        } catch (Misfit e) {
            throw e.in("." + name);
        }
    }

    @Nullable
    Object read(WireReader in) throws IOException {
        try {
            return slot.read(in);
        } catch (Misfit e) {
            throw e.in("." + name);
        }
    }

    @Nullable
    Object get(Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new Misfit("field " + field + " cannot be read: " + e.getMessage(), e);
        }
    }

    void set(Object owner, @Nullable Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException | IllegalArgumentException e) {
            throw new Misfit("field " + field + " cannot be set: " + e.getMessage(), e);
        }
    }

    /** Demands that a property left out may be. */
    void checkMissing() {
        if (!slot.takesNull()) {
            throw new Misfit("missing (expected: " + slot.expected() + ")").in("." + name);
        }
    }
}
