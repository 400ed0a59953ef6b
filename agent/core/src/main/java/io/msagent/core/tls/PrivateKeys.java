package io.msagent.core.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/**
 * Private keys as tools write them. The JDK reads PKCS#8 only; the older forms (RFC 8017 for RSA, RFC 5915 for EC, which
 * {@code consul tls} writes) are wrapped into it.
 */
final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final byte[] RSA_ENCRYPTION = Der.of(Der.SEQUENCE, new byte[] {
        0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    });
    private static final byte[] EC_PUBLIC_KEY = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
    private static final byte[] VERSION = {0x02, 0x01, 0x00};

    private PrivateKeys() {}

    /** @param label of its PEM block */
    static PrivateKey of(String label, byte[] der) throws GeneralSecurityException {
        byte[] pkcs8 = switch (label) {
            case "PRIVATE KEY" -> der;
            case "RSA PRIVATE KEY" -> wrap(RSA_ENCRYPTION, der);
            case "EC PRIVATE KEY" -> wrap(Der.of(Der.SEQUENCE, EC_PUBLIC_KEY, Der.curveOf(der)), der);
            default -> throw new InvalidKeySpecException(label + " is not known");
        };
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                continue; // it is another algorithm's
            }
        }
        throw new InvalidKeySpecException("it is of no known algorithm, or damaged");
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return Der.of(Der.SEQUENCE, VERSION, algorithm, Der.of(Der.OCTETS, key));
    }

    /** Whether they belong together: what one signs, the other verifies. */
    static boolean fit(PrivateKey key, PublicKey certified) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        byte[] something = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(something);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(something);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // another kind of key
        }
    }
}
