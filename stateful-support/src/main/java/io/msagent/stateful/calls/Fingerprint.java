package io.msagent.stateful.calls;

import io.msagent.core.server.StatefulCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two calls with the same place in their transaction are the same call. */
final class Fingerprint {
    private Fingerprint() {}

    /** 64 hexadecimal digits. */
    static String of(StatefulCall call) {
        MessageDigest digest = sha256();
        digest.update(call.method().about().key().toString().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(call.arguments());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of any bytes. */
    static byte[] of(byte[] bytes) {
        return sha256().digest(bytes);
    }

    /** What the caller of another call is told. */
    static String other(StatefulCall call) {
        return "call " + call.transaction()
                + " has been made before, as another method or with other arguments: the body"
                + " around it is not deterministic (expected: when it runs again, the same calls in the same order)";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
