package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A record as its components; it arrives through its canonical constructor, which may refuse what it does not like. */
final class RecordCodec extends ObjectCodec {
    private final Class<?> type;
    private final PropertyTable properties;
    private final Constructor<?> constructor;

    RecordCodec(TypeRef ref, CodecFactory factory) {
        type = ref.raw();
        ClassFields fields = ClassFields.of(ref, Record.class, factory);
        try {
            constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException | InaccessibleObjectException | SecurityException e) {
            throw new Misfit(type.getName() + " cannot travel: " + e.getMessage(), e);
        }
        // the fields' order is the compiler's affair, the components' the language's
        properties = new PropertyTable(Arrays.stream(type.getRecordComponents())
                .flatMap(component -> fields.properties().stream()
                        .filter(property -> property.name().equals(component.getName())))
                .toList());
    }

    @Override
    void writeProperties(Object value, WireWriter out) throws IOException {
        out.enter(value);
        for (int i = 0; i < properties.size(); i++) {
            properties.get(i).write(value, out);
        }
        out.leave();
    }

    @Override
    Object readOpened(WireReader in) throws IOException {
        in.enter();
        @Nullable Object[] components = new Object[properties.size()];
        boolean[] seen = new boolean[properties.size()];
        int likely = 0;
        while (!in.at(JsonToken.END_OBJECT)) {
            int index = properties.find(in, likely, seen);
            likely = index + 1;
            in.next();
            components[index] = properties.get(index).read(in);
            in.next();
        }
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i]) {
                properties.get(i).checkMissing();
            }
        }
        in.leave();
        return make(components);
    }

    private Object make(@Nullable Object[] components) {
        try {
            return constructor.newInstance(components);
        } catch (InvocationTargetException e) {
            throw new Misfit(
                    "the constructor of record " + type.getName() + " refuses these values: " + e.getCause(),
                    e.getCause());
        } catch (InstantiationException | IllegalAccessException | IllegalArgumentException | LinkageError e) {
            throw new Misfit("record " + type.getName() + " cannot be made: " + e, e);
        }
    }

    @Override
    String expected() {
        return type.getTypeName() + ", an object";
    }
}
