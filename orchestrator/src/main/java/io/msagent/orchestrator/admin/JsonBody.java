package io.msagent.orchestrator.admin;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.msagent.orchestrator.store.Json;
import java.io.IOException;
import java.util.stream.Collectors;

/** A request's body: JSON, bounded; one that is empty counts as {@code {}}. */
final class JsonBody {
    static final JsonBody NONE = new JsonBody(new byte[0]);
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final byte[] bytes;

    JsonBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The value in it, all of whose members must be there.
     *
     * @param expected its members, for people
     * @throws ProblemException with 400 if it is no JSON, with 422 if it is not what is expected
     */
    <T> T as(Class<T> type, String expected) {
        return read(Json.MAPPER.readerFor(type), expected);
    }

    /** The same, where members may be left out or null. */
    <T> T asSome(Class<T> type, String expected) {
        return read(
                Json.MAPPER
                        .readerFor(type)
                        .without(
                                DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                                DeserializationFeature.ACCEPT_FLOAT_AS_INT),
                expected);
    }

    private <T> T read(ObjectReader reader, String expected) {
        try {
            return reader.readValue(bytes.length == 0 ? EMPTY_OBJECT : bytes);
        } catch (JsonParseException e) {
            throw new ProblemException(
                    400,
                    "body: no JSON: " + e.getOriginalMessage() + " (expected: a JSON object with " + expected + ")");
        } catch (JsonMappingException e) {
            throw new ProblemException(
                    422, "body: " + where(e) + e.getOriginalMessage() + " (expected: " + expected + ")");
        } catch (JsonProcessingException e) {
            throw new ProblemException(400, "body: " + e.getOriginalMessage() + " (expected: " + expected + ")");
        } catch (IOException e) {
            // as text that is no UTF-8
            throw new ProblemException(400, "body: no JSON: " + e.getMessage() + " (expected: " + expected + ")");
        }
    }

    private static String where(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }
}
