package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * A line of the log: a checksum, a space, a JSON object. The first one names the format. A line is there as a whole or
 * not at all, so what must happen together stands in one.
 */
final class KeyRecord {
    /** The first knew no line of several changes; it can be read as the second. */
    private static final Set<String> FORMATS = Set.of("ms-agent-keys-1", "ms-agent-keys-2");

    private static final String FORMAT = "ms-agent-keys-2";
    private static final int CHECKSUM_CHARS = 8;

    private KeyRecord() {}

    /** A line that is not as it was written. */
    static final class Damaged extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        Damaged(String how) {
            super(how);
        }
    }

    static byte[] header(long index) {
        return line(Json.object().put("format", FORMAT).put("modify", index));
    }

    static byte[] of(KeyValue kv) {
        return line(json(kv));
    }

    /** Changes that are made together. */
    static byte[] ofAll(List<KeyValue> stored, List<String> removed, long index) {
        ObjectNode json = Json.object().put("modify", index);
        ArrayNode array = json.putArray("stored");
        stored.forEach(kv -> array.add(json(kv)));
        removed.forEach(json.putArray("removed")::add);
        return line(json);
    }

    private static ObjectNode json(KeyValue kv) {
        ObjectNode json = Json.object()
                .put("key", kv.key())
                .put("flags", kv.flags())
                .put("value", kv.value())
                .put("create", kv.createIndex())
                .put("modify", kv.modifyIndex())
                .put("locks", kv.lockIndex());
        if (kv.ephemeral()) {
            json.put("ephemeral", true);
        }
        return json;
    }

    static byte[] ofRemoval(List<String> keys, long index) {
        ObjectNode json = Json.object().put("modify", index);
        keys.forEach(json.putArray("removed")::add);
        return line(json);
    }

    /** Does to the map what the line says; returns its index. */
    static long read(byte[] line, boolean first, Map<String, KeyValue> into) throws Damaged {
        JsonNode json = parse(line);
        if (first) {
            if (!FORMATS.contains(json.path("format").asText())) {
                throw new Damaged("format " + json.path("format") + " (expected: \"" + FORMAT + "\")");
            }
        } else if (json.has("removed")) {
            for (JsonNode stored : json.path("stored")) {
                store(stored, into);
            }
            json.get("removed").forEach(key -> into.remove(key.asText()));
        } else {
            store(json, into);
        }
        return json.path("modify").asLong();
    }

    private static void store(JsonNode json, Map<String, KeyValue> into) throws Damaged {
        String key = json.path("key").asText();
        if (json.path("ephemeral").asBoolean()) {
            into.remove(key); // its session has ended with the process, and was to take the key with it
        } else {
            into.put(key, keyValue(json));
        }
    }

    private static KeyValue keyValue(JsonNode json) throws Damaged {
        try {
            return new KeyValue(
                    json.path("key").asText(),
                    json.path("flags").asLong(),
                    json.path("value").binaryValue(),
                    json.path("create").asLong(),
                    json.path("modify").asLong(),
                    json.path("locks").asLong(),
                    null,
                    false);
        } catch (IOException e) {
            throw new Damaged("its value is not base64");
        }
    }

    private static JsonNode parse(byte[] line) throws Damaged {
        if (line.length <= CHECKSUM_CHARS) {
            throw new Damaged("it is too short");
        }
        byte[] json = Arrays.copyOfRange(line, CHECKSUM_CHARS + 1, line.length);
        String checksum = new String(line, 0, CHECKSUM_CHARS, StandardCharsets.US_ASCII);
        if (!checksum.equals(checksum(json))) {
            throw new Damaged("its checksum is wrong");
        }
        try {
            return Json.parse(json);
        } catch (IOException e) {
            throw new Damaged("it is no JSON");
        }
    }

    private static byte[] line(ObjectNode json) {
        byte[] bytes = Json.compact(json);
        byte[] checksum = (checksum(bytes) + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] line = Arrays.copyOf(checksum, checksum.length + bytes.length + 1);
        System.arraycopy(bytes, 0, line, checksum.length, bytes.length);
        line[line.length - 1] = '\n';
        return line;
    }

    private static String checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
