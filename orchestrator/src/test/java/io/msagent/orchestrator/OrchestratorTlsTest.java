package io.msagent.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsFiles;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.admin.AdminServer;
import io.msagent.orchestrator.control.CallTls;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.replica.Place;
import io.msagent.orchestrator.store.OrchestratorInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin address over TLS, with certificates made by the commands of docs/security.md. */
class OrchestratorTlsTest {
    private static final Pattern COMMANDS =
            Pattern.compile("## TLS between processes.*?```sh\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private TlsFiles certificates() throws Exception {
        Matcher commands = COMMANDS.matcher(Files.readString(Path.of("../docs/security.md")));
        assertThat(commands.find()).isTrue();
        Path said = folder.resolve("said.txt");
        Process made = new ProcessBuilder("sh", "-e", "-c", commands.group(1))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(made.waitFor()).as(Files.readString(said)).isZero();
        return new TlsFiles("tls.", folder.resolve("ca.pem"), folder.resolve("tls.pem"), folder.resolve("tls.key"));
    }

    @Test
    void theAdminAddressSpeaksTlsOnlyAndDemandsACertificate() throws Exception {
        TlsFiles files = certificates();
        Path state = folder.resolve("state");
        MemoryRegistry registry = new MemoryRegistry();
        OrchestratorOptions options = new OrchestratorOptions(
                0,
                0,
                null,
                null,
                new CallTls(files, true),
                state,
                state.resolve("token"),
                Running.limits(),
                Policy.standard(),
                10_000,
                1,
                false,
                Place.ALONE);
        try (Orchestrator orchestrator =
                Orchestrator.start(options, new MemoryBackends(registry).both(), request -> {})) {
            OrchestratorInfo info = orchestrator.info();
            assertThat(info.admin()).startsWith("https://127.0.0.1:");
            assertThat(registry.lookUp(SelfRegistration.SERVICE))
                    .singleElement()
                    .satisfies(self -> assertThat(self.meta()).containsEntry(InstanceMeta.TLS, "true"));

            assertThat(status(info, info.tls().files().orElseThrow(), info.admin()))
                    .isEqualTo(200);
            TlsFiles without = new TlsFiles("tls.", files.ca(), null, null);
            assertThatThrownBy(() -> status(info, without, info.admin())).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> status(info, files, info.admin().replace("https", "http")))
                    .isInstanceOf(IOException.class);
        }
    }

    private static int status(OrchestratorInfo info, TlsFiles files, String admin) throws Exception {
        ClusterToken token = ClusterToken.read(Path.of(info.tokenFile())).orElseThrow();
        return HttpClient.newBuilder()
                .sslContext(new ReloadingTls(files).context())
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(admin + AdminServer.STATUS_PATH))
                                .header("Authorization", token.header())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
