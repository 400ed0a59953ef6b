package io.msagent.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.launch.Launch;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.tls.TlsFiles;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.store.StoredLaunch;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
    @Test
    void providersGetTheFilesOfTlsByTheirPaths() {
        TlsFiles files = new TlsFiles("tls.", Path.of("ca.pem"), Path.of("tls.pem"), Path.of("tls.key"));
        Identity identity = new Identity(
                "one",
                "here",
                RegistryAccess.of(URI.create("http://127.0.0.1:7917"), null),
                ClusterToken.of("0123456789abcdef"),
                new CallTls(files, false));
        StoredLaunch launch = new StoredLaunch(
                "pricing", "d1", new Launch(List.of("java"), "/", Map.of("MS_TLS_CA", "other"), List.of()));

        assertThat(ChildEnvironment.of(launch, "pricing-1", identity))
                .containsEntry("MS_TLS_CA", Path.of("ca.pem").toAbsolutePath().toString())
                .containsEntry(
                        "MS_TLS_CERT", Path.of("tls.pem").toAbsolutePath().toString())
                .containsEntry("MS_TLS_KEY", Path.of("tls.key").toAbsolutePath().toString())
                .containsEntry("MS_TLS_CLIENT", "none")
                .containsEntry("MS_HOST", "here");
    }
}
