package io.msagent.core.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One PEM file.
 *
 * @param setting name of the setting that names it, for messages
 * @param file where it is
 * @param blocks what it holds, in its order
 */
record Pem(String setting, Path file, List<Block> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final String CERTIFICATE = "CERTIFICATE";

    /**
     * One block.
     *
     * @param label what it says it is, as {@code CERTIFICATE}
     * @param text what stands between its lines
     */
    record Block(String label, String text) {
        byte[] der() {
            return Base64.getMimeDecoder().decode(text);
        }
    }

    static Pem read(String setting, Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new TlsFileException(setting, file, "no such file", "a PEM file");
        } catch (IOException e) {
            throw new TlsFileException(setting, file, "cannot be read: " + e, "a PEM file that this user can read");
        }
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            blocks.add(new Block(block.group(1), block.group(2)));
        }
        return new Pem(setting, file, blocks);
    }

    /** All certificates in it, at least one. */
    List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks) {
                if (block.label().equals(CERTIFICATE)) {
                    certificates.add(
                            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw fault("holds a certificate that cannot be read: " + e.getMessage(), "X.509 certificates");
        }
        if (certificates.isEmpty()) {
            throw fault("holds no certificate", "a block that begins with -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    /** The one private key in it. */
    PrivateKey key() {
        List<Block> keys = blocks.stream()
                .filter(block -> block.label().endsWith("PRIVATE KEY"))
                .toList();
        if (keys.size() != 1) {
            throw fault("holds " + keys.size() + " private keys", "one, as -----BEGIN PRIVATE KEY-----");
        }
        Block block = keys.get(0);
        if (block.label().startsWith("ENCRYPTED") || block.text().contains("Proc-Type")) {
            throw fault(
                    "the key is encrypted",
                    "one that is not; run: openssl pkcs8 -topk8 -nocrypt -in " + file
                            + " -out FILE, then chmod 600 FILE");
        }
        try {
            return PrivateKeys.of(block.label(), block.der());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw fault(
                    "the key cannot be read: " + e.getMessage(),
                    "an RSA, EC or Ed25519 key; to convert one, run: openssl pkcs8 -topk8 -nocrypt -in " + file
                            + " -out FILE");
        }
    }

    TlsFileException fault(String what, String expected) {
        return new TlsFileException(setting, file, what, expected);
    }
}
