package io.msagent.core.wire;

import java.io.IOException;

/** A value that is a JSON object with the properties its class gives it. */
abstract class ObjectCodec extends ValueCodec {
    @Override
    final void write(Object value, WireWriter out) throws IOException {
        out.json.writeStartObject();
        writeProperties(value, out);
        out.json.writeEndObject();
    }

    @Override
    final Object read(WireReader in) throws IOException {
        throw in.found(expected());
    }

    @Override
    final boolean hasProperties() {
        return true;
    }

    @Override
    abstract void writeProperties(Object value, WireWriter out) throws IOException;

    @Override
    abstract Object readOpened(WireReader in) throws IOException;
}
