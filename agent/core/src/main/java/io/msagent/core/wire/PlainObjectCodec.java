package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** {@code new Object()}, as classes keep it to lock on: an object without properties. */
final class PlainObjectCodec extends ObjectCodec {
    @Override
    void writeProperties(Object value, WireWriter out) {}

    @Override
    Object readOpened(WireReader in) throws IOException {
        in.expect(JsonToken.END_OBJECT, "no property");
        return new Object();
    }

    @Override
    String expected() {
        return "java.lang.Object, an object";
    }
}
