package io.msagent.core.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an exception: what cannot travel of it is left out, and named. */
final class ThrowableWriter {
    /** Exceptions in one value, counted over causes, suppressed ones and fields. */
    static final int MOST = 100;

    private static final String NULL_POINTER = NullPointerException.class.getName();
    private static final int FEW_FRAMES = 50;
    private static final int SHORT_MESSAGE = 200;

    /** How much of an exception is written; less is tried when more does not fit. */
    enum Detail {
        FULL,
        SHORT,
        NAME_ONLY
    }

    private final ThrowableTypes types;
    private final Detail detail;
    private final @Nullable ThrowableState state;

    ThrowableWriter(ThrowableTypes types, Detail detail) {
        this.types = types;
        this.detail = detail;
        this.state = types.state();
    }

    /** What is always left: the name of the class. */
    static byte[] leastOf(Throwable thrown) {
        String json = "{\"@class\":\"" + thrown.getClass().getName() + "\",\"message\":null,\"stack\":[]}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    void write(Throwable thrown, WireWriter out) throws IOException {
        out.enter(thrown);
        out.countException();
        List<String> lost = new ArrayList<>();
        out.json.writeStartObject();
        out.json.writeStringField(Target.CLASS, thrown.getClass().getName());
        out.json.writeStringField("message", message(thrown));
        writeStack(thrown, out);
        if (detail != Detail.NAME_ONLY) {
            writeCause(thrown, out, lost);
            writeSuppressed(thrown, out, lost);
        }
        if (detail == Detail.FULL) {
            writeFields(thrown, out, lost);
        }
        if (!lost.isEmpty()) {
            out.json.writeArrayFieldStart("lost");
            for (String name : lost) {
                out.json.writeString(name);
            }
            out.json.writeEndArray();
        }
        out.json.writeEndObject();
        out.leave();
    }

    private @Nullable String message(Throwable thrown) {
        String message = state == null ? thrown.getMessage() : state.message(thrown);
        if (message == null && thrown.getClass().getName().equals(NULL_POINTER)) {
            // the JVM makes this one up from where it was thrown, which only this process knows
            message = thrown.getMessage();
        }
        if (detail == Detail.FULL || message == null || message.length() <= SHORT_MESSAGE) {
            return message;
        }
        return message.substring(0, SHORT_MESSAGE) + "...";
    }

    private void writeStack(Throwable thrown, WireWriter out) throws IOException {
        out.json.writeFieldName("stack");
        StackTraceElement[] frames = RemoteTrace.toSend(thrown.getStackTrace());
        if (frames.length == 0 && state != null && !state.hasStack(thrown)) {
            out.json.writeNull();
        } else {
            int most = detail == Detail.FULL ? Integer.MAX_VALUE : FEW_FRAMES;
            StackFrames.write(frames, detail == Detail.NAME_ONLY ? 0 : most, out);
        }
    }

    private void writeCause(Throwable thrown, WireWriter out, List<String> lost) throws IOException {
        Throwable cause = state == null ? thrown.getCause() : state.cause(thrown);
        if (cause == thrown) {
            return;
        }
        if (cause != null && !fits(cause, out)) {
            lost.add("cause");
            return;
        }
        out.json.writeFieldName("cause");
        if (cause == null) {
            out.json.writeNull();
        } else {
            write(cause, out);
        }
    }

    private void writeSuppressed(Throwable thrown, WireWriter out, List<String> lost) throws IOException {
        if (state != null && !state.suppresses(thrown)) {
            out.json.writeNullField("suppressed");
            return;
        }
        Throwable[] suppressed = thrown.getSuppressed();
        if (suppressed.length == 0) {
            return;
        }
        out.json.writeArrayFieldStart("suppressed");
        for (Throwable each : suppressed) {
            if (fits(each, out)) {
                write(each, out);
            } else if (!lost.contains("suppressed")) {
                lost.add("suppressed");
            }
        }
        out.json.writeEndArray();
    }

    private static boolean fits(Throwable other, WireWriter out) {
        return !out.isOpen(other) && out.roomForException(MOST);
    }

    private void writeFields(Throwable thrown, WireWriter out, List<String> lost) throws IOException {
        ClassFields fields = types.fields(thrown.getClass());
        lost.addAll(fields.closed());
        if (fields.properties().isEmpty()) {
            return;
        }
        out.json.writeObjectFieldStart("fields");
        for (Property property : fields.properties()) {
            String json = field(thrown, property, out);
            if (json == null) {
                lost.add(property.name());
            } else {
                out.json.writeFieldName(property.name());
                out.json.writeRawValue(json);
            }
        }
        out.json.writeEndObject();
    }

    /** Null if the field's value cannot travel. */
    private @Nullable String field(Throwable thrown, Property property, WireWriter out) {
        try {
            return types.text().writeApart(out, apart -> property.slot().write(property.get(thrown), apart));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return null;
        }
    }
}
