package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An application's object as its fields; one that extends a collection or map of the JDK has contents beside them. */
final class FieldsCodec extends ObjectCodec {
    private final Class<?> type;
    private final PropertyTable properties;
    private final Allocation allocation;
    private final @Nullable ContentsCodec contents;

    FieldsCodec(TypeRef ref, CodecFactory factory) {
        type = ref.raw();
        Class<?> base = Superclasses.end(type);
        ClassFields fields = ClassFields.of(ref, base, factory);
        if (!fields.closed().isEmpty()) {
            throw new Misfit(type.getName() + " cannot travel: its module is closed to the agent, as field "
                    + fields.closed().get(0) + " shows (expected: --add-opens for its package)");
        }
        properties = new PropertyTable(fields.properties());
        allocation = new Allocation(type, base);
        contents = SuperContents.codec(ref, base, factory);
    }

    @Override
    void writeProperties(Object value, WireWriter out) throws IOException {
        out.enter(value);
        out.objects().push(value);
        for (int i = 0; i < properties.size(); i++) {
            properties.get(i).write(value, out);
        }
        if (contents != null) {
            if (Comparators.of(value) != null) {
                throw new Misfit(type.getName() + " has a comparator, which cannot travel in a subclass");
            }
            out.json.writeFieldName(ContentsCodec.VALUE);
            contents.writeContents(value, out);
        }
        out.objects().pop();
        out.leave();
    }

    @Override
    Object readOpened(WireReader in) throws IOException {
        return read(allocation.make(), in, true);
    }

    /** Sets what is read in an object that a constructor has made; the fields that are left out stay as that left them. */
    Object readInto(Object value, WireReader in) throws IOException {
        return read(value, in, false);
    }

    private Object read(Object value, WireReader in, boolean whole) throws IOException {
        in.enter();
        in.objects().push(value);
        boolean[] seen = new boolean[properties.size()];
        int likely = 0;
        boolean filled = false;
        while (!in.at(JsonToken.END_OBJECT)) {
            if (contents != null && !filled && in.atProperty(ContentsCodec.VALUE)) {
                filled = true;
                in.next();
                contents.readAnyContents(value, in);
            } else {
                int index = properties.find(in, likely, seen);
                likely = index + 1;
                Property property = properties.get(index);
                in.next();
                property.set(value, property.read(in));
            }
            in.next();
        }
        for (int i = 0; i < seen.length; i++) {
            if (whole && !seen[i]) {
                properties.get(i).checkMissing();
            }
        }
        in.objects().pop();
        in.leave();
        return value;
    }

    @Override
    String expected() {
        return type.getTypeName() + ", an object";
    }
}
