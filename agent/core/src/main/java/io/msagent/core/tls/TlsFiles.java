package io.msagent.core.tls;

import io.msagent.core.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which PEM files say whom to trust and who this process is.
 *
 * @param setting what the names of the three settings begin with, as {@code registry.} for {@code registry.ca}
 * @param ca certificates of authorities; null: those of the JVM
 * @param certificate this side's certificate and what leads to its authority; null to show none
 * @param key its private key; null exactly if there is no certificate
 */
public record TlsFiles(
        String setting,
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path key) {

    /**
     * What they hold.
     *
     * @param authorities null: those of the JVM
     * @param chain empty to show none
     * @param key private key of the chain's first certificate
     */
    record Content(
            @Nullable List<X509Certificate> authorities,
            List<X509Certificate> chain,
            @Nullable PrivateKey key) {}

    /**
     * Reads and checks them all.
     *
     * @throws TlsFileException if one is missing, cannot be read, or does not hold what it should
     */
    Content read() {
        List<X509Certificate> authorities =
                ca == null ? null : Pem.read(setting + "ca", ca).certificates();
        if (certificate == null || key == null) {
            return new Content(authorities, List.of(), null);
        }
        Pem shown = Pem.read(setting + "cert", certificate);
        List<X509Certificate> chain = shown.certificates();
        Pem secret = Pem.read(setting + "key", key);
        PrivateKey own = secret.key();
        if (!PrivateKeys.fit(own, chain.get(0).getPublicKey())) {
            throw secret.fault("is not the key of " + certificate.toAbsolutePath(), "the key that was made with it");
        }
        return new Content(authorities, chain, own);
    }

    /** Reads and checks them; for whoever wants to know before the first connection. */
    public void check() {
        read();
    }

    /** Changes when a file does. */
    String stamp() {
        List<String> stamps = new ArrayList<>();
        for (Path file : Arrays.asList(ca, certificate, key)) {
            try {
                stamps.add(file == null ? "" : Files.getLastModifiedTime(file) + " " + Files.size(file));
            } catch (IOException e) {
                stamps.add("missing");
            }
        }
        return String.join(", ", stamps);
    }

    /** Warns of a key that others can read, and of a certificate that is not valid now. */
    void warnOf(Content content) {
        if (certificate != null && key != null) {
            warnOfReaders(key);
            warnOfDates(certificate, content.chain().get(0));
        }
    }

    private void warnOfReaders(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                Log.warn(setting + "key: " + file.toAbsolutePath() + ": every user of this machine can read it, "
                        + PosixFilePermissions.toString(permissions) + " (expected: rw-------; run: chmod 600 "
                        + file.toAbsolutePath() + ")");
            }
        } catch (IOException | UnsupportedOperationException e) {
            Log.debug(setting + "key: permissions cannot be told: " + e);
        }
    }

    private void warnOfDates(Path file, X509Certificate own) {
        Instant now = Instant.now();
        if (now.isAfter(own.getNotAfter().toInstant())
                || now.isBefore(own.getNotBefore().toInstant())) {
            Log.warn(setting + "cert: " + file.toAbsolutePath() + ": valid from "
                    + own.getNotBefore().toInstant() + " to "
                    + own.getNotAfter().toInstant()
                    + " (expected: valid now; put a new one there, it is read again when it changes)");
        }
    }
}
