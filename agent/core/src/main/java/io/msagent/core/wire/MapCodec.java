package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map in its order: a JSON object if its keys are strings, else an array of pairs. A map of strings that an object
 * cannot hold (a null key, or one that looks like a property of ours) is written as pairs too; both are always read.
 */
final class MapCodec extends ContentsCodec {
    /** Puts an entry into a map. */
    interface Putter {
        @Nullable
        Object put(Map<@Nullable Object, @Nullable Object> map, @Nullable Object key, @Nullable Object value);
    }

    private final Class<?> type;
    private final boolean stringKeys;
    private final Slot key;
    private final Slot value;
    private final Function<@Nullable Comparator<Object>, Map<@Nullable Object, @Nullable Object>> maker;
    private final Putter putter;

    MapCodec(
            Class<?> type,
            boolean stringKeys,
            Slot key,
            Slot value,
            Comparators comparators,
            Function<@Nullable Comparator<Object>, Map<@Nullable Object, @Nullable Object>> maker,
            Putter putter) {
        super(comparators);
        this.type = type;
        this.stringKeys = stringKeys;
        this.key = key;
        this.value = value;
        this.maker = maker;
        this.putter = putter;
    }

    @Override
    void writeContents(Object map, WireWriter out) throws IOException {
        if (stringKeys && ((Map<?, ?>) map).keySet().stream().allMatch(MapCodec::fitsObject)) {
            writeObject((Map<?, ?>) map, out);
        } else {
            writePairs((Map<?, ?>) map, out);
        }
    }

    private static boolean fitsObject(@Nullable Object key) {
        return key instanceof String text && !text.startsWith("@") && !hasLoneSurrogate(text);
    }

    /** Jackson reads such a character in a string, but not in a property's name. */
    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private void writeObject(Map<?, ?> map, WireWriter out) throws IOException {
        out.json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = (String) entry.getKey();
            out.json.writeFieldName(name);
            try {
                value.write(entry.getValue(), out);
            } catch (Misfit e) {
                throw e.in(step(name));
            }
        }
        out.json.writeEndObject();
    }

    private void writePairs(Map<?, ?> map, WireWriter out) throws IOException {
        out.json.writeStartArray();
        int i = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Pairs.write(entry, key, value, i++, out);
        }
        out.json.writeEndArray();
    }

    @Override
    Map<@Nullable Object, @Nullable Object> create(@Nullable Comparator<Object> comparator) {
        return maker.apply(comparator);
    }

    @Override
    void readContents(Object map, WireReader in) throws IOException {
        in.expect(JsonToken.START_ARRAY, expected());
        in.enter();
        for (int i = 0; in.next() != JsonToken.END_ARRAY; i++) {
            Map.Entry<@Nullable Object, @Nullable Object> pair = Pairs.read(key, value, i, in);
            try {
                put(map, pair.getKey(), pair.getValue());
            } catch (Misfit e) {
                throw e.in(i);
            }
        }
        in.leave();
    }

    @Override
    void readOpenedContents(Object map, WireReader in) throws IOException {
        if (!stringKeys) {
            super.readOpenedContents(map, in);
        }
        in.enter();
        while (!in.at(JsonToken.END_OBJECT)) {
            String name = in.json.currentName();
            in.next();
            try {
                put(map, name, value.read(in));
            } catch (Misfit e) {
                throw e.in(step(name));
            }
            in.next();
        }
        in.leave();
    }

    @SuppressWarnings("unchecked")
    private void put(Object target, @Nullable Object newKey, @Nullable Object newValue) {
        Map<@Nullable Object, @Nullable Object> map = (Map<@Nullable Object, @Nullable Object>) target;
        int before = map.size();
        try {
            putter.put(map, newKey, newValue);
        } catch (NullPointerException | ClassCastException | IllegalArgumentException e) {
            throw new Misfit("a " + type.getName() + " does not take this entry: " + e, e);
        }
        if (map.size() == before) {
            throw new Misfit("found a key twice (expected: a map)");
        }
    }

    private static String step(String name) {
        return "[\"" + WireReader.shorten(name) + "\"]";
    }

    @Override
    String expected() {
        return type.getName();
    }
}
