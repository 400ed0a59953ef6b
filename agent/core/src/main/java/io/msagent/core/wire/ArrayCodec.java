package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of objects, or of arrays. */
final class ArrayCodec extends ValueCodec {
    private final Class<?> component;
    private final Slot element;

    ArrayCodec(Class<?> component, Slot element) {
        this.component = component;
        this.element = element;
    }

    @Override
    void write(Object value, WireWriter out) throws IOException {
        Object[] array = (Object[]) value;
        out.enter(value);
        out.json.writeStartArray();
        for (int i = 0; i < array.length; i++) {
            try {
                element.write(array[i], out);
            } catch (Misfit e) {
                throw e.in(i);
            }
        }
        out.json.writeEndArray();
        out.leave();
    }

    @Override
    Object read(WireReader in) throws IOException {
        in.expect(JsonToken.START_ARRAY, expected());
        in.enter();
        List<@Nullable Object> elements = new ArrayList<>();
        while (in.next() != JsonToken.END_ARRAY) {
            try {
                elements.add(element.read(in));
            } catch (Misfit e) {
                throw e.in(elements.size());
            }
        }
        in.leave();
        return elements.toArray((Object[]) Array.newInstance(component, elements.size()));
    }

    @Override
    String expected() {
        return component.getTypeName() + "[]";
    }
}
