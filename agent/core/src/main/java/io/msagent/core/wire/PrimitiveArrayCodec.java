package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Array;

/** An array of numbers or booleans, as a JSON array. */
final class PrimitiveArrayCodec<A> extends ValueCodec {
    /** Writes one element. */
    interface WriteOne<A> {
        void write(A array, int index, WireWriter out) throws IOException;
    }

    /** Reads one element into its place. */
    interface ReadOne<A> {
        void read(A array, int index, WireReader in) throws IOException;
    }

    private static final int FIRST_LENGTH = 16;

    private final Class<A> type;
    private final WriteOne<A> writeOne;
    private final ReadOne<A> readOne;

    PrimitiveArrayCodec(Class<A> type, WriteOne<A> writeOne, ReadOne<A> readOne) {
        this.type = type;
        this.writeOne = writeOne;
        this.readOne = readOne;
    }

    @Override
    void write(Object value, WireWriter out) throws IOException {
        A array = type.cast(value);
        int length = Array.getLength(array);
        out.json.writeStartArray();
        for (int i = 0; i < length; i++) {
            writeOne.write(array, i, out);
        }
        out.json.writeEndArray();
    }

    @Override
    Object read(WireReader in) throws IOException {
        in.expect(JsonToken.START_ARRAY, expected());
        int length = 0;
        int room = FIRST_LENGTH;
        A array = allocate(room);
        while (in.next() != JsonToken.END_ARRAY) {
            if (length == room) {
                room *= 2;
                array = copy(array, length, room);
            }
            try {
                readOne.read(array, length, in);
            } catch (Misfit e) {
                throw e.in(length);
            }
            length++;
        }
        return copy(array, length, length);
    }

    private A allocate(int length) {
        return type.cast(Array.newInstance(type.getComponentType(), length));
    }

    private A copy(A array, int length, int room) {
        A larger = allocate(room);
        System.arraycopy(array, 0, larger, 0, length);
        return larger;
    }

    @Override
    String expected() {
        return type.getTypeName();
    }
}
