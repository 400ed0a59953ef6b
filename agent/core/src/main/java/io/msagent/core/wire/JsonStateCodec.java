package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Objects;

/** One class's state as a JSON object of its fields. */
final class JsonStateCodec implements StateCodec {
    private final Class<?> type;
    private final Constructor<?> constructor;
    private final FieldsCodec fields;
    private final JsonText text;

    JsonStateCodec(Class<?> type, CodecFactory factory, JsonText text) {
        this.type = type;
        this.text = text;
        factory.opener().open(type);
        try {
            constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new WireException(
                    type.getName()
                            + " keeps state, but has no constructor without parameters (expected: one, which makes"
                            + " the state of a key that is new; it may be private)",
                    e);
        }
        try {
            fields = new FieldsCodec(TypeResolver.resolve(type, Map.of()), factory);
        } catch (Misfit e) {
            throw e.at(type.getName());
        }
    }

    @Override
    public Object fresh() {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new WireException(type.getName() + ": its constructor threw " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new WireException(type.getName() + " cannot be made: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] write(Object object) {
        return text.write(place(), out -> {
            out.json.writeStartObject();
            fields.writeProperties(object, out);
            out.json.writeEndObject();
        });
    }

    @Override
    public Object read(byte[] state) {
        Object object = fresh();
        return Objects.requireNonNull(text.read(place(), state, in -> read(object, in)));
    }

    private Object read(Object object, WireReader in) throws IOException {
        in.expect(JsonToken.START_OBJECT, "an object");
        in.next();
        return fields.readInto(object, in);
    }

    private String place() {
        return type.getName() + ": state";
    }
}
