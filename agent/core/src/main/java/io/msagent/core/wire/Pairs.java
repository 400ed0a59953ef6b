package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.AbstractMap.SimpleEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map's entry as a JSON array of two. */
final class Pairs {
    private static final String EXPECTED = "an array of key and value";

    private Pairs() {}

    static void write(Map.Entry<?, ?> entry, Slot key, Slot value, int index, WireWriter out) throws IOException {
        try {
            write(entry, key, value, out);
        } catch (Misfit e) {
            throw e.in(index);
        }
    }

    static void write(Map.Entry<?, ?> entry, Slot key, Slot value, WireWriter out) throws IOException {
        out.json.writeStartArray();
        String step = ".key";
        try {
            key.write(entry.getKey(), out);
            step = ".value";
            value.write(entry.getValue(), out);
        } catch (Misfit e) {
            throw e.in(step);
        }
        out.json.writeEndArray();
    }

    static SimpleEntry<@Nullable Object, @Nullable Object> read(Slot key, Slot value, int index, WireReader in)
            throws IOException {
        try {
            return read(key, value, in);
        } catch (Misfit e) {
            throw e.in(index);
        }
    }

    static SimpleEntry<@Nullable Object, @Nullable Object> read(Slot key, Slot value, WireReader in)
            throws IOException {
        in.expect(JsonToken.START_ARRAY, EXPECTED);
        String step = ".key";
        Object readKey;
        Object readValue;
        try {
            readKey = part(key, in);
            step = ".value";
            readValue = part(value, in);
        } catch (Misfit e) {
            throw e.in(step);
        }
        in.next();
        in.expect(JsonToken.END_ARRAY, EXPECTED);
        return new SimpleEntry<>(readKey, readValue);
    }

    private static @Nullable Object part(Slot slot, WireReader in) throws IOException {
        if (in.next() == JsonToken.END_ARRAY) {
            throw in.found(EXPECTED);
        }
        return slot.read(in);
    }
}
