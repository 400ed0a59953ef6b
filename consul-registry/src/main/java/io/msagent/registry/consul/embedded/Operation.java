package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a transaction, as it was asked for.
 *
 * @param value empty if there was none
 * @param flags unsigned
 * @param index unsigned; 0 if there was none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Operation(String verb, String key, byte[] value, long flags, long index, String session) {
    private static final Set<String> KINDS = Set.of("KV", "Node", "Service", "Check", "Session", "Intention");
    private static final Set<String> FIELDS = Set.of("Verb", "Key", "Value", "Flags", "Index", "Session");

    /** Empty if nothing is asked for; as in Consul that is no error. */
    static Optional<Operation> of(JsonNode json) {
        Body operation = Body.of(json, KINDS);
        KINDS.stream()
                .filter(kind -> !kind.equals("KV") && operation.has(kind))
                .findFirst()
                .ifPresent(kind -> {
                    throw HttpError.badRequest(kind + ": not known to a transaction of the embedded registry");
                });
        return operation.object("KV", FIELDS).map(Operation::of);
    }

    private static Operation of(Body body) {
        return new Operation(
                body.text("Verb"),
                body.text("Key"),
                value(body.node("Value")),
                unsigned(body, "Flags"),
                unsigned(body, "Index"),
                body.text("Session"));
    }

    private static byte[] value(@Nullable JsonNode node) {
        if (node == null) {
            return new byte[0];
        }
        try {
            if (node.isTextual()) {
                return node.binaryValue();
            }
        } catch (IOException e) {
            throw HttpError.badRequest("Failed to parse body: illegal base64 data: " + e.getMessage());
        }
        throw HttpError.badRequest("Failed to parse body: json: cannot unmarshal Value (expected: base64)");
    }

    private static long unsigned(Body body, String name) {
        JsonNode node = body.node(name);
        if (node == null) {
            return 0;
        }
        if (!node.isIntegralNumber()
                || node.bigIntegerValue().signum() < 0
                || node.bigIntegerValue().bitLength() > Long.SIZE) {
            throw HttpError.badRequest(
                    "Failed to parse body: json: cannot unmarshal " + node + " into field " + name + " of type uint64");
        }
        return node.bigIntegerValue().longValue();
    }
}
