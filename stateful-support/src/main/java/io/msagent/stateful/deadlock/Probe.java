package io.msagent.stateful.deadlock;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A search on its way.
 *
 * @param origin the call that wants to know whether it waits for ever
 * @param at the call that it has come to
 * @param hops how often it has gone to another instance
 * @param path whom it has passed
 */
record Probe(TransactionCall origin, TransactionCall at, int hops, List<Holder> path) {
    private static final JsonFactory JSON = new JsonFactory();

    Probe {
        path = List.copyOf(path);
    }

    Probe at(TransactionCall next) {
        return new Probe(origin, next, hops + 1, path);
    }

    Probe past(Holder holder) {
        List<Holder> longer = new ArrayList<>(path);
        longer.add(holder);
        return new Probe(origin, at, hops, longer);
    }

    byte[] toJson() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("origin", text(origin));
            out.writeStringField("at", text(at));
            out.writeNumberField("hops", hops);
            out.writeArrayFieldStart("path");
            for (Holder holder : path) {
                out.writeStartArray();
                out.writeString(text(holder.call()));
                out.writeString(holder.service());
                out.writeString(holder.key());
                out.writeEndArray();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static Probe of(byte[] json) throws IOException {
        try (JsonParser in = JSON.createParser(json)) {
            expect(in.nextToken(), JsonToken.START_OBJECT);
            TransactionCall origin = call(property(in, "origin").nextTextValue());
            TransactionCall at = call(property(in, "at").nextTextValue());
            int hops = property(in, "hops").nextIntValue(0);
            List<Holder> path = new ArrayList<>();
            expect(property(in, "path").nextToken(), JsonToken.START_ARRAY);
            while (in.nextToken() == JsonToken.START_ARRAY) {
                path.add(new Holder(call(in.nextTextValue()), in.nextTextValue(), in.nextTextValue()));
                expect(in.nextToken(), JsonToken.END_ARRAY);
            }
            return new Probe(origin, at, hops, path);
        } catch (RuntimeException e) {
            throw new IOException("a probe: " + e.getMessage(), e);
        }
    }

    private static JsonParser property(JsonParser in, String name) throws IOException {
        expect(in.nextToken(), JsonToken.FIELD_NAME);
        if (!name.equals(in.currentName())) {
            throw new IOException("a probe: property " + in.currentName() + " (expected: " + name + ")");
        }
        return in;
    }

    private static void expect(JsonToken found, JsonToken expected) throws IOException {
        if (found != expected) {
            throw new IOException("a probe: " + found + " (expected: " + expected + ")");
        }
    }

    private static String text(TransactionCall call) {
        return call.id() + " " + call.number();
    }

    private static TransactionCall call(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("call " + text + " (expected: an id and a number)");
        }
        return new TransactionCall(new TransactionId(parts[0]), parts[1], true);
    }
}
