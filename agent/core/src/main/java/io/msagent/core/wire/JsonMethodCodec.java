package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One method's values as JSON. */
final class JsonMethodCodec implements MethodCodec {
    private static final String RECEIVER = "receiver";

    private final SignatureSlots signature;
    private final JsonText text;
    private final ThrowableTypes throwables;

    JsonMethodCodec(SignatureSlots signature, CodecFactory factory, JsonText text) {
        this.signature = signature;
        this.text = text;
        this.throwables = factory.throwables();
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public byte[] writeArguments(@Nullable Object[] arguments) {
        return text.write(signature.method(), out -> {
            out.json.writeStartArray();
            writeEach(arguments, out);
            out.json.writeEndArray();
        });
    }

    @Override
    public byte[] writeArguments(Object receiver, @Nullable Object[] arguments) {
        return text.write(signature.method(), out -> {
            out.json.writeStartArray();
            try {
                signature.receiver().write(receiver, out);
            } catch (Misfit e) {
                throw e.in(step(RECEIVER));
            }
            writeEach(arguments, out);
            out.json.writeEndArray();
        });
    }

    private void writeEach(@Nullable Object[] arguments, WireWriter out) throws IOException {
        List<Slot> slots = signature.parameters();
        if (arguments.length != slots.size()) {
            throw new Misfit("found " + arguments.length + " arguments (expected: " + slots.size() + ")");
        }
        for (int i = 0; i < arguments.length; i++) {
            try {
                slots.get(i).write(arguments[i], out);
            } catch (Misfit e) {
                throw e.in(step(signature.names().get(i)));
            }
        }
    }

    @Override
    public Arguments readArguments(byte[] bytes, boolean withReceiver) {
        return Objects.requireNonNull(text.read(signature.method(), bytes, in -> {
            List<Slot> slots = new ArrayList<>(signature.parameters());
            List<String> names = new ArrayList<>(signature.names());
            if (withReceiver) {
                slots.add(0, signature.receiver());
                names.add(0, RECEIVER);
            }
            @Nullable Object[] values = readEach(slots, names, in);
            if (!withReceiver) {
                return new Arguments(null, values);
            }
            @Nullable Object[] arguments = new Object[values.length - 1];
            System.arraycopy(values, 1, arguments, 0, arguments.length);
            return new Arguments(values[0], arguments);
        }));
    }

    private static @Nullable Object[] readEach(List<Slot> slots, List<String> names, WireReader in) throws IOException {
        String expected = "an array of " + slots.size() + (slots.isEmpty() ? "" : ": " + String.join(", ", names));
        in.expect(JsonToken.START_ARRAY, expected);
        @Nullable Object[] values = new Object[slots.size()];
        for (int i = 0; i < values.length; i++) {
            if (in.next() == JsonToken.END_ARRAY) {
                throw new Misfit("found an array of " + i + " (expected: " + expected + ")");
            }
            try {
                values[i] = slots.get(i).read(in);
            } catch (Misfit e) {
                throw e.in(step(names.get(i)));
            }
        }
        if (in.next() != JsonToken.END_ARRAY) {
            throw new Misfit("found an array of more than " + values.length + " (expected: " + expected + ")");
        }
        return values;
    }

    private static String step(String name) {
        return ": " + name;
    }

    @Override
    public byte[] writeResult(@Nullable Object result) {
        return text.write(
                signature.method() + ": result", out -> signature.result().write(result, out));
    }

    @Override
    public @Nullable Object readResult(byte[] bytes) {
        return text.read(
                signature.method() + ": result", bytes, in -> signature.result().read(in));
    }

    @Override
    public byte[] writeThrowable(Throwable thrown) {
        for (ThrowableWriter.Detail detail : ThrowableWriter.Detail.values()) {
            try {
                return text.write("exception", out -> new ThrowableWriter(throwables, detail).write(thrown, out));
            } catch (WireException e) {
                // too large or too broken: once more with less
            }
        }
        return ThrowableWriter.leastOf(thrown);
    }

    @Override
    public Throwable readThrowable(byte[] bytes) {
        return Objects.requireNonNull(
                text.read(signature.method() + ": exception", bytes, new ThrowableReader(throwables)::read));
    }
}
