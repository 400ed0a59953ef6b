package io.msagent.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.registry.consul.real.ConsulTls;
import io.msagent.registry.consul.real.RealConsul;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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

    @Test
    void everythingWorksWithItsOwnCertificates() {
        AtomicReference<List<Instance>> heard = new AtomicReference<>(List.of());
        try (ConsulTls consul = ConsulTls.start(folder);
                Registry registry =
                        connect(new RegistryAccess(consul.address(), null, consul.ca(), consul.cert(), consul.key()));
                Registry without = connect(new RegistryAccess(consul.address(), null, consul.ca(), null, null));
                Registry plain = connect(RegistryAccess.of(
                        URI.create("http://" + consul.address().getAuthority()), null));
                Registry tlsToPlain = connect(new RegistryAccess(
                        URI.create("https://" + consul.plainAddress().getAuthority()),
                        null,
                        consul.ca(),
                        null,
                        null))) {
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

    private static Registry connect(RegistryAccess access) {
        return new ConsulRegistryFactory().connect(access);
    }
}
