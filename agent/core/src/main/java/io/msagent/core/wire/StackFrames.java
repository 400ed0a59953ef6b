package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stack frames as arrays {@code [class, method, file, line]}, with the module as a fifth element if there is one. */
final class StackFrames {
    private StackFrames() {}

    static void write(StackTraceElement[] frames, int most, WireWriter out) throws IOException {
        out.json.writeStartArray();
        for (int i = 0; i < Math.min(frames.length, most); i++) {
            StackTraceElement frame = frames[i];
            out.json.writeStartArray();
            out.json.writeString(frame.getClassName());
            out.json.writeString(frame.getMethodName());
            out.json.writeString(frame.getFileName());
            out.json.writeNumber(frame.getLineNumber());
            if (frame.getModuleName() != null) {
                out.json.writeString(frame.getModuleName());
            }
            out.json.writeEndArray();
        }
        out.json.writeEndArray();
    }

    static StackTraceElement[] read(WireReader in) throws IOException {
        in.expect(JsonToken.START_ARRAY, "an array of stack frames");
        List<StackTraceElement> frames = new ArrayList<>();
        while (in.next() != JsonToken.END_ARRAY) {
            try {
                frames.add(frame(in));
            } catch (Misfit e) {
                throw e.in(frames.size());
            }
        }
        return frames.toArray(StackTraceElement[]::new);
    }

    private static StackTraceElement frame(WireReader in) throws IOException {
        in.expect(JsonToken.START_ARRAY, "a stack frame, [class, method, file, line]");
        in.next();
        String type = in.string("a class name");
        in.next();
        String method = in.string("a method name");
        in.next();
        String file = text(in, "a file name or null");
        in.next();
        int line = (int) NumberCodec.readLong(in, "a line number", Integer.MIN_VALUE, Integer.MAX_VALUE);
        String module = null;
        if (in.next() != JsonToken.END_ARRAY) {
            module = text(in, "a module name");
            in.next();
        }
        in.expect(JsonToken.END_ARRAY, "the end of the stack frame");
        return new StackTraceElement(null, module, null, type, method, file, line);
    }

    private static @Nullable String text(WireReader in, String expected) throws IOException {
        return in.at(JsonToken.VALUE_NULL) ? null : in.string(expected);
    }
}
