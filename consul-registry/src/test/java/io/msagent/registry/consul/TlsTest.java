package io.msagent.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.msagent.core.log.CapturedLog;
import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry behind a private authority: who is trusted, who is shown, and what is said when it fails. */
class TlsTest {
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate STRANGER =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    @TempDir
    Path folder;

    private static HeldCertificate.Builder signedBy(HeldCertificate authority, String name) {
        return new HeldCertificate.Builder().signedBy(authority).addSubjectAlternativeName(name);
    }

    private static HeldCertificate.Builder good() {
        return signedBy(AUTHORITY, "127.0.0.1");
    }

    private Path file(String name, String pem) throws Exception {
        return Files.writeString(folder.resolve(name), pem);
    }

    private RegistryAccess access(URI address, HeldCertificate client) throws Exception {
        return new RegistryAccess(
                address,
                null,
                file("ca.pem", AUTHORITY.certificatePem()),
                client == null ? null : file("cert.pem", client.certificatePem()),
                client == null ? null : file("key.pem", client.privateKeyPkcs8Pem()));
    }

    private String failure(URI address, HeldCertificate client) throws Exception {
        try (Registry registry = new ConsulRegistryFactory().connect(access(address, client))) {
            return failure(registry);
        }
    }

    private static String failure(Registry registry) {
        RegistryException e = catchThrowableOfType(RegistryException.class, () -> registry.lookUp("s"));
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(RegistryException.Kind.AWAY);
        assertThat(e.getMessage().lines()).hasSize(1);
        return e.getMessage();
    }

    @Test
    void aPrivateAuthorityIsTrustedForTheNamesItCertified() throws Exception {
        try (TlsServer server = new TlsServer(good().build(), null);
                Registry registry = new ConsulRegistryFactory().connect(access(server.address(), null))) {
            assertThat(registry.lookUp("s")).isEmpty();
        }
        try (TlsServer server =
                new TlsServer(signedBy(AUTHORITY, "elsewhere.test").build(), null)) {
            assertThat(failure(server.address(), null))
                    .contains(server.address().toString())
                    .contains("its certificate is for elsewhere.test (expected: 127.0.0.1)");
        }
        try (TlsServer server = new TlsServer(signedBy(STRANGER, "127.0.0.1").build(), null)) {
            assertThat(failure(server.address(), null)).contains("not trusted here", "registry.ca", "--consul-ca");
        }
    }

    @Test
    void anExpiredCertificateIsCalledSo() throws Exception {
        long now = System.currentTimeMillis();
        long day = TimeUnit.DAYS.toMillis(1);
        try (TlsServer server =
                new TlsServer(good().validityInterval(now - 2 * day, now - day).build(), null)) {
            assertThat(failure(server.address(), null)).contains("its certificate has expired", "renew it");
        }
        try (TlsServer server =
                new TlsServer(good().validityInterval(now + day, now + 2 * day).build(), null)) {
            assertThat(failure(server.address(), null)).contains("not valid yet", "clocks");
        }
    }

    @Test
    void aClientCertificateIsShownAndRenewedWithoutARestart() throws Exception {
        try (TlsServer server = new TlsServer(good().build(), AUTHORITY)) {
            assertThat(failure(server.address(), null)).contains("registry.cert", "--consul-cert");

            HeldCertificate unknown = signedBy(STRANGER, "client").build();
            try (CapturedLog log = new CapturedLog(Log.Level.WARN, Log.Format.TEXT);
                    Registry registry = new ConsulRegistryFactory().connect(access(server.address(), unknown))) {
                assertThat(failure(registry)).contains("registry.cert");

                HeldCertificate renewed = good().build();
                file("cert.pem", renewed.certificatePem());
                assertThat(failure(registry)).contains("registry.cert");
                assertThat(log.lines())
                        .filteredOn(line -> line.contains("is not the key of"))
                        .as("half of them is new")
                        .singleElement()
                        .asString()
                        .contains("goes on with what was read before");

                file("key.pem", renewed.privateKeyPkcs8Pem());
                assertThat(registry.lookUp("s")).isEmpty();
            }
        }
    }

    @Test
    void aFileThatCannotBeUsedStopsTheStart() {
        Path missing = folder.resolve("no.pem");
        RegistryAccess access = new RegistryAccess(URI.create("https://127.0.0.1:1"), null, missing, null, null);
        assertThatThrownBy(() -> new ConsulRegistryFactory().connect(access))
                .hasMessage("registry.ca: " + missing + ": no such file (expected: a PEM file)");
    }

    @Test
    void theTokenIsNotShown() {
        RegistryAccess access = RegistryAccess.of(URI.create("https://127.0.0.1:1"), "very-secret");
        assertThat(access.toString()).doesNotContain("very-secret").contains("127.0.0.1");
    }
}
