package io.msagent.core.registry;

import io.msagent.core.token.ClusterToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows that a registration was made by who has the cluster token: an HMAC-SHA256 of what it says, in its meta. Without
 * it, whoever can write to an open registry would be sent the token with the first call. Safe for use by any thread.
 */
public final class Proof {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "ms-agent registration proof 1";
    /** What is believed of a registration beside its address; short values all, so that no registry cuts them. */
    private static final List<String> COVERED = List.of(
            InstanceMeta.CLASS,
            InstanceMeta.PROTOCOL,
            InstanceMeta.DIGEST,
            InstanceMeta.PID,
            InstanceMeta.HOST,
            InstanceMeta.SPAWN,
            InstanceMeta.TLS);

    private final byte[] key;

    /** A proof under this token; the token itself is not the key. */
    public Proof(ClusterToken token) {
        this.key = mac(token.secret().getBytes(StandardCharsets.UTF_8), PURPOSE);
    }

    /** The registration with its proof. */
    public Registration on(Registration registration) {
        Map<String, String> meta = new HashMap<>(registration.meta());
        meta.put(
                InstanceMeta.PROOF,
                of(registration.service(), registration.id(), registration.host(), registration.port(), meta));
        return new Registration(
                registration.id(),
                registration.service(),
                registration.host(),
                registration.port(),
                registration.tags(),
                meta,
                registration.ttl(),
                registration.deregisterAfter());
    }

    /** Whether the instance carries its proof; takes the same time wherever they differ. */
    public boolean fits(Instance instance) {
        String expected = of(instance.service(), instance.id(), instance.host(), instance.port(), instance.meta());
        String carried = instance.meta().getOrDefault(InstanceMeta.PROOF, "");
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), carried.getBytes(StandardCharsets.UTF_8));
    }

    private String of(String service, String id, String host, int port, Map<String, String> meta) {
        StringBuilder text = new StringBuilder();
        for (String value : List.of(service, id, host, Integer.toString(port))) {
            append(text, value);
        }
        COVERED.forEach(name -> append(text, meta.getOrDefault(name, "")));
        return HexFormat.of().formatHex(mac(key, text.toString()));
    }

    /** With its length before it, so that no two lists of values are the same text. */
    private static void append(StringBuilder text, String value) {
        text.append(value.getBytes(StandardCharsets.UTF_8).length).append(':').append(value);
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
