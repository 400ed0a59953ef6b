package io.msagent.core.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Outcome;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.Protocol;
import io.msagent.core.wire.WireException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what a provider answered. */
final class Answers {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, NotStarted> REASONS =
            Arrays.stream(NotStarted.values()).collect(Collectors.toMap(NotStarted::wireName, Function.identity()));

    private Answers() {}

    static Outcome read(Transport.Reply reply, MethodCodec codec) {
        if (reply instanceof Transport.Reply.Unreachable u) {
            return new Outcome.Unreachable(u.cause());
        }
        if (reply instanceof Transport.Reply.Lost l) {
            return new Outcome.Lost(l.cause());
        }
        if (reply instanceof Transport.Reply.Garbled g) {
            return new Outcome.Unreadable(g.cause());
        }
        Transport.Reply.Answered answer = (Transport.Reply.Answered) reply;
        String outcome = answer.header(Protocol.OUTCOME);
        if (outcome == null) {
            return unreadable(
                    "status " + answer.status() + " without " + Protocol.OUTCOME + " (is that address a provider's?)");
        }
        return switch (outcome) {
            case Protocol.RETURNED -> value(answer, codec, bytes -> new Outcome.Returned(codec.readResult(bytes)));
            case Protocol.THREW -> value(answer, codec, bytes -> new Outcome.Threw(codec.readThrowable(bytes)));
            case Protocol.NOT_STARTED -> refused(answer);
            case Protocol.UNKNOWN -> new Outcome.Forgotten(text(answer.body(), "detail"));
            default ->
                unreadable(Protocol.OUTCOME + ": " + outcome + " (expected: " + Protocol.RETURNED + ", "
                        + Protocol.THREW + ", " + Protocol.NOT_STARTED + " or " + Protocol.UNKNOWN + ")");
        };
    }

    private static Outcome value(Transport.Reply.Answered answer, MethodCodec codec, Function<byte[], Outcome> read) {
        String type = answer.header("content-type");
        if (type == null || !mediaType(type).equals(codec.mediaType())) {
            return unreadable("content-type: " + type + " (expected: " + codec.mediaType() + ")");
        }
        try {
            return read.apply(answer.body());
        } catch (RuntimeException | StackOverflowError e) {
            return new Outcome.Unreadable(e);
        }
    }

    private static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static Outcome refused(Transport.Reply.Answered answer) {
        String name = answer.header(Protocol.REASON);
        NotStarted reason = name == null ? null : REASONS.get(name);
        return reason == null
                ? unreadable(Protocol.REASON + ": " + name + " (expected: one of " + REASONS.keySet() + ")")
                : new Outcome.Refused(reason, text(answer.body(), "detail"), answer.header(Protocol.OWNER));
    }

    /** A text field of a JSON object; empty if there is none or the bytes are something else. */
    static String text(byte[] json, String field) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals(field)) {
                        return parser.getText();
                    }
                    parser.skipChildren();
                }
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    private static Outcome unreadable(String what) {
        return new Outcome.Unreadable(new WireException(what, null));
    }
}
