package io.msagent.orchestrator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.msagent.core.token.ClusterToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 under a key derived from the cluster token: who can write to the registry, but has no token, cannot make
 * the orchestrator run or kill anything. It covers the key under which a value stands, so that none can be moved. Safe for
 * use by any thread.
 */
public final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "ms-agent orchestrator seal 2";
    /** One text for one value: a record's members have an order, a map's get one. */
    private static final ObjectWriter CANONICAL =
            Json.MAPPER.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final byte[] key;

    /** A seal under this token. */
    public Seal(ClusterToken token) {
        this.key = mac(bytes(token.secret()), bytes(PURPOSE));
    }

    private record Sealed(JsonNode value, String hmac) {}

    /** The value as JSON, with its seal. */
    byte[] close(String path, Object value) {
        return json(new Sealed(Json.MAPPER.valueToTree(value), of(path, value)));
    }

    /** The value, if it carries its seal. */
    <T> T open(String path, byte[] bytes, Class<T> type) throws RefusedException {
        Sealed sealed;
        T value;
        try {
            sealed = Json.MAPPER.readValue(bytes, Sealed.class);
            value = Json.MAPPER.treeToValue(sealed.value(), type);
        } catch (IOException e) {
            throw new RefusedException("it cannot be read: "
                    + (e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage()));
        }
        if (value == null || !MessageDigest.isEqual(bytes(of(path, value)), bytes(sealed.hmac()))) {
            throw new RefusedException("its HMAC does not verify, so it was not written by who has the cluster token;"
                    + " it is not run (remove the key, or let a caller ask again)");
        }
        return value;
    }

    private String of(String path, Object value) {
        // no path contains a zero byte, and the JSON of a value none either
        return HexFormat.of().formatHex(mac(key, bytes(path + "\0" + new String(json(value), StandardCharsets.UTF_8))));
    }

    private static byte[] json(Object value) {
        try {
            return CANONICAL.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers can always be written", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mac(byte[] key, byte[] value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new LinkageError(ALGORITHM + " is part of every JDK", e);
        }
    }

    /** A value that is not used; the message says why. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
