package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One value being read: the JSON and how deep the current place lies. For one thread. */
final class WireReader {
    private static final int TEXT_SHOWN = 60;

    final JsonParser json;
    private final int maxDepth;
    private final OpenObjects objects = new OpenObjects();
    private int depth;

    WireReader(JsonParser json, int maxDepth) {
        this.json = json;
        this.maxDepth = maxDepth;
    }

    static String tooDeep(int maxDepth) {
        return "nested deeper than " + maxDepth
                + " (expected: at most wire.max-depth; raise it in caller and provider, or flatten the value)";
    }

    /** Before the parts of a composed value. */
    void enter() {
        if (++depth > maxDepth) {
            throw new Misfit(tooDeep(maxDepth));
        }
    }

    /** After them. */
    void leave() {
        depth--;
    }

    OpenObjects objects() {
        return objects;
    }

    /** Where the reading stands, to be taken up again there after a misfit that is dealt with. */
    Mark mark() {
        return new Mark(depth, objects.size(), json.getParsingContext());
    }

    /** Skips the rest of the value inside which the misfit was found. */
    void backTo(Mark mark) throws IOException {
        depth = mark.depth();
        objects.backTo(mark.objects());
        while (json.getParsingContext() != mark.context()) {
            json.nextToken();
        }
    }

    /** A place to come back to: inside an object, at one of its values. */
    record Mark(int depth, int objects, JsonStreamContext context) {}

    /** The next token; the end of the input is a null. */
    @Nullable
    JsonToken next() throws IOException {
        return json.nextToken();
    }

    boolean at(JsonToken token) {
        return json.hasToken(token);
    }

    /** Demands that the current token is this one. */
    void expect(JsonToken token, String expected) throws IOException {
        if (!json.hasToken(token)) {
            throw found(expected);
        }
    }

    /** The current token must be a string. */
    String string(String expected) throws IOException {
        expect(JsonToken.VALUE_STRING, expected);
        return json.getText();
    }

    /** Whether the current token is a property of this name. */
    boolean atProperty(String name) throws IOException {
        return at(JsonToken.FIELD_NAME) && name.equals(json.currentName());
    }

    /** Moves from a property of this name to its value. */
    void property(String name) throws IOException {
        if (!atProperty(name)) {
            throw found("property \"" + name + "\"");
        }
        next();
    }

    /** Says what stands here instead of what should. */
    Misfit found(String expected) throws IOException {
        return unfit(expected, null);
    }

    /** The same for what has the right form but was refused by its class. */
    Misfit unfit(String expected, @Nullable Throwable cause) throws IOException {
        return new Misfit("found " + here() + " (expected: " + expected + ")", cause);
    }

    private String here() throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            return "the end of the input";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case END_OBJECT -> "the end of the object";
            case START_ARRAY -> "an array";
            case END_ARRAY -> "the end of the array";
            case FIELD_NAME -> "property \"" + shorten(json.currentName()) + "\"";
            case VALUE_STRING -> "string \"" + shorten(json.getText()) + "\"";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number " + shorten(json.getText());
            default -> json.getText();
        };
    }

    static String shorten(String text) {
        return text.length() <= TEXT_SHOWN ? text : text.substring(0, TEXT_SHOWN) + "...";
    }
}
