package io.msagent.core.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How values of one class travel through one place.
 *
 * @param tag the class's name if it has to be said, else null
 */
record Target(ValueCodec codec, @Nullable String tag) {
    static final String CLASS = "@class";

    void write(Object value, WireWriter out) throws IOException {
        if (tag == null) {
            codec.write(value, out);
            return;
        }
        out.json.writeStartObject();
        out.json.writeStringField(CLASS, tag);
        if (codec.hasProperties()) {
            codec.writeProperties(value, out);
        } else {
            out.json.writeFieldName(ContentsCodec.VALUE);
            codec.write(value, out);
        }
        out.json.writeEndObject();
    }
}
