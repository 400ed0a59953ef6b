package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What collections and maps have in common: contents, and perhaps an order beside them. */
abstract class ContentsCodec extends ValueCodec {
    static final String VALUE = "@value";

    private final Comparators comparators;

    ContentsCodec(Comparators comparators) {
        this.comparators = comparators;
    }

    /** The contents as JSON. */
    abstract void writeContents(Object value, WireWriter out) throws IOException;

    /** An empty one. */
    abstract Object create(@Nullable Comparator<Object> comparator);

    /** Adds contents to an empty one; the current token begins them and is no opening brace. */
    abstract void readContents(Object value, WireReader in) throws IOException;

    /** The same for contents that are an object whose opening brace has been read. */
    void readOpenedContents(Object value, WireReader in) throws IOException {
        throw new Misfit("found an object (expected: " + expected() + ")");
    }

    @Override
    final void write(Object value, WireWriter out) throws IOException {
        Comparator<?> comparator = Comparators.of(value);
        out.enter(value);
        if (comparator == null) {
            writeContents(value, out);
        } else {
            out.json.writeStartObject();
            out.json.writeFieldName(Comparators.PROPERTY);
            try {
                comparators.write(comparator, out);
            } catch (Misfit e) {
                throw e.in(" (its comparator)");
            }
            out.json.writeFieldName(VALUE);
            writeContents(value, out);
            out.json.writeEndObject();
        }
        out.leave();
    }

    @Override
    final Object read(WireReader in) throws IOException {
        Object value = create(null);
        readContents(value, in);
        return value;
    }

    @Override
    final Object readOpened(WireReader in) throws IOException {
        if (!in.atProperty(Comparators.PROPERTY)) {
            Object value = create(null);
            readOpenedContents(value, in);
            return value;
        }
        in.next();
        Object value = create(comparators.read(in));
        in.next();
        in.property(VALUE);
        readAnyContents(value, in);
        in.next();
        in.expect(JsonToken.END_OBJECT, "the end of the object");
        return value;
    }

    /** Adds contents to an empty one; the current token begins them. */
    final void readAnyContents(Object value, WireReader in) throws IOException {
        if (in.at(JsonToken.START_OBJECT)) {
            in.next();
            readOpenedContents(value, in);
        } else {
            readContents(value, in);
        }
    }
}
