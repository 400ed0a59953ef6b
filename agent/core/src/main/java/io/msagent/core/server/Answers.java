package io.msagent.core.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.msagent.core.call.NotStarted;
import io.msagent.core.metrics.Exposition;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.wire.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the answers that need no codec, and the frame around those that a codec wrote. */
final class Answers {
    static final String CONTENT_TYPE = "content-type";

    private static final JsonFactory JSON = new JsonFactory();
    static final String MEDIA_TYPE = "application/json";
    private static final Answer UNKNOWN = makeUnknown();

    private Answers() {}

    static Answer returned(String mediaType, byte[] result) {
        return new Answer(200, Map.of(CONTENT_TYPE, mediaType, Protocol.OUTCOME, Protocol.RETURNED), result);
    }

    static Answer threw(String mediaType, byte[] exception) {
        return new Answer(500, Map.of(CONTENT_TYPE, mediaType, Protocol.OUTCOME, Protocol.THREW), exception);
    }

    static Answer refused(RefusedException refused) {
        String reason = refused.reason().wireName();
        byte[] body = json(out -> {
            out.writeStringField("reason", reason);
            out.writeStringField("detail", refused.detail());
        });
        return new Answer(
                refused.status(),
                Map.of(CONTENT_TYPE, MEDIA_TYPE, Protocol.OUTCOME, Protocol.NOT_STARTED, Protocol.REASON, reason),
                body);
    }

    /** A refusal that names the instance to go to, if that is known. */
    static Answer refused(RefusedException refused, @Nullable String owner) {
        Answer answer = refused(refused);
        if (owner == null) {
            return answer;
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put(Protocol.OWNER, owner);
        return new Answer(answer.status(), headers, answer.body());
    }

    /** Of a repeated call: it is not in the record, though it may have been here, or it has no answer. Costs no memory. */
    static Answer unknown() {
        return UNKNOWN;
    }

    private static Answer makeUnknown() {
        return unknown(
                "no record of that call: its first attempt went to another process, or may have been dropped from"
                        + " the record (record.calls, record.bytes, record.age), or its answer could not be written");
    }

    /** Nobody knows whether the body has run. */
    static Answer unknown(String detail) {
        byte[] body = json(out -> out.writeStringField("detail", detail));
        return new Answer(410, Map.of(CONTENT_TYPE, MEDIA_TYPE, Protocol.OUTCOME, Protocol.UNKNOWN), body);
    }

    /** What became of a call that was given up. */
    static Answer cancelled(Cancelled state) {
        byte[] body = json(out -> out.writeStringField("state", state.wireName()));
        return new Answer(200, Map.of(CONTENT_TYPE, MEDIA_TYPE), body);
    }

    /** The last bytes on a connection: whatever request is on its way there has not been read, and will not be. */
    static byte[] goodbye() {
        Answer answer = refused(new RefusedException(NotStarted.UNREAD, BodyRun.QUIESCING));
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Service Unavailable\r\n");
        answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("connection: close\r\ncontent-length: " + answer.body().length + "\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(answer.body());
        return bytes.toByteArray();
    }

    static Answer metrics(Exposition metrics) {
        return new Answer(200, Map.of(CONTENT_TYPE, metrics.mediaType()), metrics.text());
    }

    /** An object of these fields. */
    static byte[] json(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            fields.writeTo(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes the fields of an object. */
    interface Fields {
        void writeTo(JsonGenerator out) throws IOException;
    }
}
