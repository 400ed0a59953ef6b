package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of a key, as caller and provider both read it from a call's encoded arguments: a string's characters, a whole
 * number's digits, {@code true} or {@code false}, an enum constant's name. Only the arguments before it are looked at, and
 * those are passed over.
 */
public final class KeyText {
    /** The longest that a key may be, in bytes of UTF-8. */
    public static final int MOST_BYTES = 512;

    /** How large and how deep arguments may be is checked when they are read as a whole. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String EXPECTED =
            "a String, a whole number, boolean, char, enum or UUID, of at most " + MOST_BYTES + " bytes";

    private KeyText() {}

    /**
     * Reads it.
     *
     * @param arguments a JSON array
     * @param index the key's place in it, from 0
     * @throws WireException if it is missing, null, of another type, too long, or no text that UTF-8 can carry and stores
     *     can keep
     */
    public static String of(byte[] arguments, int index) {
        try (JsonParser parser = JSON.createParser(arguments)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw unfit(index, "no array of arguments", null);
            }
            for (int i = 0; i < index; i++) {
                JsonToken passed = parser.nextToken();
                if (passed == null || passed == JsonToken.END_ARRAY) {
                    throw unfit(index, "only " + i + " arguments", null);
                }
                parser.skipChildren();
            }
            JsonToken token = parser.nextToken();
            return switch (token == null ? JsonToken.NOT_AVAILABLE : token) {
                case VALUE_STRING -> checked(index, parser.getText());
                case VALUE_NUMBER_INT -> Long.toString(parser.getLongValue());
                case VALUE_TRUE -> "true";
                case VALUE_FALSE -> "false";
                case VALUE_NULL -> throw unfit(index, "null", null);
                case VALUE_NUMBER_FLOAT -> throw unfit(index, "a number with a fraction", null);
                case START_ARRAY -> throw unfit(index, "an array", null);
                case START_OBJECT -> throw unfit(index, "an object", null);
                default -> throw unfit(index, "no argument", null);
            };
        } catch (IOException e) {
            throw unfit(index, "what cannot be read", e);
        }
    }

    private static String checked(int index, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw unfit(index, "a text of " + bytes + " bytes", null);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || Character.isSurrogate(c) && !pair) {
                throw unfit(index, "a text with " + (c == 0 ? "a NUL" : "half a character") + " at " + i, null);
            }
            if (pair) {
                i++;
            }
        }
        return text;
    }

    private static WireException unfit(int index, String found, @Nullable Throwable cause) {
        return new WireException("$[" + index + "]: key: found " + found + " (expected: " + EXPECTED + ")", cause);
    }
}
