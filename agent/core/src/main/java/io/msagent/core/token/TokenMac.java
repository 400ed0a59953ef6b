package io.msagent.core.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs lists of values with the cluster token: an HMAC-SHA256 under a key that is made from the token and a purpose, so
 * that what was signed for one purpose is worth nothing for another. Safe for use by any thread.
 */
public final class TokenMac {
    /** Purpose: what a provider answers to the greeting of a fresh connection; challenge and incarnation are signed. */
    public static final String GREETING = "ms-agent greeting 1";

    /** Purpose: where the orchestrator's store of durable states is, and the password of its users. */
    public static final String STATE_STORE = "ms-agent state store 1";

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    /** @param purpose the same text on both sides, and no other use of the token */
    public TokenMac(ClusterToken token, String purpose) {
        this.key = mac(token.secret().getBytes(StandardCharsets.UTF_8), purpose);
    }

    /** The signature of these values, in this order: 64 hexadecimal digits. */
    public String of(List<String> values) {
        StringBuilder text = new StringBuilder();
        for (String value : values) {
            // with its length before it, so that no two lists of values are the same text
            text.append(value.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(value);
        }
        return HexFormat.of().formatHex(mac(key, text.toString()));
    }

    /** Whether it is the signature of these values; takes the same time wherever they differ. */
    public boolean fits(String signature, List<String> values) {
        return MessageDigest.isEqual(
                of(values).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new LinkageError(ALGORITHM + " is part of every JDK", e);
        }
    }
}
