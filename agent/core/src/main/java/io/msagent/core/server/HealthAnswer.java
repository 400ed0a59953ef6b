package io.msagent.core.server;

import com.fasterxml.jackson.core.JsonGenerator;
import io.msagent.core.call.TransactionId;
import io.msagent.core.server.CallRecord.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a provider says of itself when it is asked how it is. What is counted since the start never decreases. */
final class HealthAnswer {
    private HealthAnswer() {}

    static Answer of(
            boolean draining,
            SortedMap<String, ServiceFigures> services,
            Load load,
            SortedMap<String, StatefulFigures> stateful) {
        byte[] body = Answers.json(out -> {
            out.writeStringField("status", draining ? "draining" : "serving");
            load(out, load);
            out.writeObjectFieldStart("services");
            for (Map.Entry<String, ServiceFigures> service : services.entrySet()) {
                out.writeObjectFieldStart(service.getKey());
                figures(out, service.getValue());
                StatefulFigures kept = stateful.get(service.getKey());
                if (kept != null) {
                    stateful(out, kept);
                }
                out.writeEndObject();
            }
            out.writeEndObject();
        });
        return new Answer(draining ? 503 : 200, Map.of(Answers.CONTENT_TYPE, Answers.MEDIA_TYPE), body);
    }

    private static void load(JsonGenerator out, Load load) throws IOException {
        out.writeNumberField("running", load.running());
        out.writeNumberField("queued", load.queued());
        out.writeNumberField("blocked", load.blocked());
        out.writeNumberField("capacity", load.capacity());
        out.writeNumberField("busy", load.busy());
        out.writeNumberField("busyMicros", load.busyMicros());
        out.writeNumberField("upMicros", load.upMicros());
        counts(out, "calls", load.calls());
    }

    private static void figures(JsonGenerator out, ServiceFigures figures) throws IOException {
        RunTimes.Percentiles percentiles = figures.percentiles();
        out.writeNumberField("calls", figures.calls());
        out.writeNumberField("threw", figures.threw());
        number(out, "p50Micros", percentiles.p50Micros());
        number(out, "p99Micros", percentiles.p99Micros());
        number(out, "lastCallAgoMillis", figures.lastCallAgoMillis());
        counts(out, "callers", figures.callers());
    }

    private static void stateful(JsonGenerator out, StatefulFigures figures) throws IOException {
        out.writeObjectFieldStart("stateful");
        out.writeNumberField("partitions", figures.partitions());
        out.writeNumberField("keys", figures.keys());
        out.writeNumberField("waiting", figures.waiting());
        out.writeNumberField("open", figures.open());
        out.writeArrayFieldStart("transactions");
        for (TransactionId transaction : figures.transactions()) {
            out.writeString(transaction.value());
        }
        out.writeEndArray();
        out.writeBooleanField("quiescing", figures.quiescing());
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            out.writeNumberField(name, value.getAsLong());
        } else {
            out.writeNullField(name);
        }
    }

    private static void counts(JsonGenerator out, String name, Map<String, Long> counts) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : new TreeMap<>(counts).entrySet()) {
            out.writeNumberField(count.getKey(), count.getValue());
        }
        out.writeEndObject();
    }
}
