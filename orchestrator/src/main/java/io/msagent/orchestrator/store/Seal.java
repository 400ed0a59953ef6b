package io.msagent.orchestrator.store;

import io.msagent.core.token.ClusterToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 under a key derived from the cluster token: who can write to the registry, but has no token, cannot make
 * the orchestrator run or kill anything. Safe for use by any thread.
 */
public final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "ms-agent orchestrator seal 1";

    private final byte[] key;

    /** A seal under this token. */
    public Seal(ClusterToken token) {
        this.key = mac(token.secret().getBytes(StandardCharsets.UTF_8), PURPOSE.getBytes(StandardCharsets.UTF_8));
    }

    /** The seal of these bytes, as hexadecimal. */
    String of(Canonical value) {
        return HexFormat.of().formatHex(mac(key, value.bytes()));
    }

    /** Whether the seal is that of these bytes; takes the same time wherever they differ. */
    boolean fits(Canonical value, String seal) {
        return MessageDigest.isEqual(of(value).getBytes(StandardCharsets.UTF_8), seal.getBytes(StandardCharsets.UTF_8));
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
}
