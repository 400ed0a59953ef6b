package io.msagent.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.log.CapturedLog;
import io.msagent.core.log.Log;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsFilesTest {
    @TempDir
    Path folder;

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(TlsFilesTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TlsFiles identity(Path certificate, Path key) {
        return new TlsFiles("registry.", null, certificate, key);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, rsa-pkcs1, RSA",
        "rsa, rsa-pkcs8, RSA",
        "ec, ec-sec1, EC",
        "ec, ec-pkcs8, EC",
        "ed25519, ed25519-pkcs8, EdDSA"
    })
    void readsKeysAsToolsWriteThem(String certificate, String key, String algorithm) {
        TlsFiles.Content content =
                identity(file(certificate + "-cert.pem"), file(key + ".pem")).read();

        assertThat(content.key().getAlgorithm()).isEqualTo(algorithm);
        assertThat(content.chain()).hasSize(1);
        assertThat(content.authorities()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"rsa-cert, ec-sec1", "ec-cert, rsa-pkcs1", "ec-cert, ed25519-pkcs8"})
    void refusesAKeyThatDoesNotFit(String certificate, String key) {
        Path secret = file(key + ".pem");
        assertThatThrownBy(identity(file(certificate + ".pem"), secret)::check)
                .isInstanceOf(TlsFileException.class)
                .hasMessageStartingWith("registry.key: " + secret + ": is not the key of ")
                .hasMessageContaining(certificate);
    }

    @Test
    void saysWhichFileIsNotWhatItShouldBe() throws Exception {
        Path certificate = file("ec-cert.pem");
        Path missing = folder.resolve("missing.pem");
        assertThatThrownBy(new TlsFiles("registry.", missing, null, null)::check)
                .hasMessage("registry.ca: " + missing + ": no such file (expected: a PEM file)");
        assertThatThrownBy(identity(file("ec-sec1.pem"), file("ec-sec1.pem"))::check)
                .hasMessageStartingWith("registry.cert: " + file("ec-sec1.pem") + ": holds no certificate (expected: ");
        assertThatThrownBy(identity(certificate, certificate)::check)
                .hasMessageContaining("registry.key: " + certificate + ": holds 0 private keys");
        assertThatThrownBy(identity(certificate, file("encrypted.pem"))::check)
                .hasMessageContaining("the key is encrypted")
                .hasMessageContaining("openssl pkcs8");
        Path damaged = folder.resolve("damaged.pem");
        Files.writeString(damaged, "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----\n");
        assertThatThrownBy(identity(certificate, damaged)::check)
                .isInstanceOf(TlsFileException.class)
                .hasMessageContaining("registry.key: " + damaged + ": the key cannot be read");
        Files.writeString(damaged, "-----BEGIN CERTIFICATE-----\nMHcCAQEE\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(new TlsFiles("registry.", damaged, null, null)::check)
                .isInstanceOf(TlsFileException.class)
                .hasMessageContaining("a certificate that cannot be read");
    }

    @Test
    void warnsOfAKeyThatOthersCanRead() throws Exception {
        Path key = Files.copy(file("ec-sec1.pem"), folder.resolve("key.pem"));
        TlsFiles files = identity(file("ec-cert.pem"), key);
        try (CapturedLog log = new CapturedLog(Log.Level.WARN, Log.Format.TEXT)) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            files.warnOf(files.read());
            assertThat(log.lines()).noneMatch(line -> line.contains("registry.key"));

            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
            files.warnOf(files.read());
            assertThat(log.lines()).anyMatch(line -> line.contains("chmod 600 " + key));
        }
    }
}
