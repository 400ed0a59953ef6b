package io.msagent.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real Consul that demands client certificates, with what its own {@code consul tls} makes. */
@ExtendWith(RealConsul.class)
class RealConsulTlsTest {
    private static final Registration REGISTRATION = new Registration(
            "s.1", "s", "127.0.0.1", 1, List.of(), Map.of(), Duration.ofMinutes(10), Duration.ofMinutes(20));

    @TempDir
    Path folder;

    private void tls(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(RealConsul.binary().toString(), "tls"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("tls.out").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("tls.out")))
                .isZero();
    }

    private Path path(String name) {
        return folder.resolve(name).toAbsolutePath();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void everythingWorksWithItsOwnCertificates() throws Exception {
        tls("ca", "create");
        tls("cert", "create", "-server", "-additional-ipaddress=127.0.0.1");
        tls("cert", "create", "-client");
        Path config = Files.writeString(
                folder.resolve("tls.json"),
                "{\"verify_incoming_https\": true, \"ca_file\": \"" + path("consul-agent-ca.pem")
                        + "\", \"cert_file\": \"" + path("dc1-server-consul-0.pem") + "\", \"key_file\": \""
                        + path("dc1-server-consul-0-key.pem") + "\"}");
        int port = freePort();
        URI address = URI.create("https://127.0.0.1:" + port);
        Path ca = path("consul-agent-ca.pem");
        RegistryAccess withCertificate = new RegistryAccess(
                address, null, ca, path("dc1-client-consul-0.pem"), path("dc1-client-consul-0-key.pem"));
        AtomicReference<List<Instance>> heard = new AtomicReference<>(List.of());
        try (ConsulNode consul =
                        ConsulNode.dev(folder.resolve("consul"), "-config-file=" + config, "-https-port=" + port);
                Registry registry = new ConsulRegistryFactory().connect(withCertificate);
                Registry without =
                        new ConsulRegistryFactory().connect(new RegistryAccess(address, null, ca, null, null));
                Registry plain = new ConsulRegistryFactory()
                        .connect(RegistryAccess.of(URI.create("http://127.0.0.1:" + port), null));
                Registry tlsToPlain = new ConsulRegistryFactory()
                        .connect(new RegistryAccess(
                                URI.create("https://" + consul.address().getAuthority()), null, ca, null, null))) {
            registry.watch("s", heard::set, e -> {});
            registry.register(REGISTRATION);
            assertThat(registry.beat("s.1", Instance.Status.PASSING, "well")).isTrue();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> heard.get().stream().anyMatch(i -> i.status() == Instance.Status.PASSING));

            assertThatThrownBy(() -> without.lookUp("s")).hasMessageContaining("registry.cert");
            assertThatThrownBy(() -> plain.lookUp("s")).hasMessageContaining("it wants TLS at this port");
            assertThatThrownBy(() -> tlsToPlain.lookUp("s")).hasMessageContaining("does not speak TLS at this port");
        }
    }
}
