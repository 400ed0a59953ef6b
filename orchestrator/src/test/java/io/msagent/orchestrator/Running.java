package io.msagent.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.core.launch.Launch;
import io.msagent.core.launch.ProvideRequest;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.replica.Place;
import io.msagent.orchestrator.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A real orchestrator over a registry in memory, and what a test asks it. */
final class Running implements AutoCloseable {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final Policy POLICY = new Policy(1, 8, null);

    final Path folder;
    final Orchestrator orchestrator;
    private final HttpClient client = HttpClient.newHttpClient();
    private boolean closed;

    Running(Path folder, MemoryRegistry registry, Limits limits) throws Exception {
        this.folder = folder;
        this.orchestrator = Orchestrator.start(
                options(folder.resolve("state"), limits), new MemoryBackends(registry).both(), request -> {});
    }

    ClusterToken token() {
        return ClusterToken.read(Path.of(orchestrator.info().tokenFile())).orElseThrow();
    }

    static OrchestratorOptions options(Path state, Limits limits) {
        return new OrchestratorOptions(
                0,
                0,
                null,
                null,
                null,
                state,
                state.resolve("token"),
                limits,
                POLICY,
                10_000_000,
                3,
                true,
                Place.ALONE);
    }

    /** Patient with instances: the machine may stand still for a while. */
    static Limits limits(Duration startTimeout) {
        return Limits.standard(startTimeout, Duration.ofMinutes(1));
    }

    static Limits limits() {
        return limits(Duration.ofMinutes(2));
    }

    Launch launch(String behaviour, String digest) {
        return new Launch(
                List.of(
                        JAVA,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeProvider.class.getName(),
                        behaviour),
                folder.toAbsolutePath().toString(),
                Map.of("FAKE_STARTS", starts().toString(), "FAKE_DIGEST", digest),
                List.of("com.acme.Pricing"));
    }

    CompletableFuture<HttpResponse<String>> provide(String service, String digest, Launch launch, Duration patience)
            throws IOException {
        byte[] body = Json.MAPPER.writeValueAsBytes(new ProvideRequest(service, digest, patience.toMillis(), launch));
        return client.sendAsync(
                request("/ms/v1/provide")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    void provideWell(String service, String digest) throws IOException {
        HttpResponse<String> answer = provide(service, digest, launch("serve", digest), Duration.ofSeconds(60))
                .join();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    JsonNode status() throws Exception {
        return Json.MAPPER.readTree(send(request("/ms/v1/status").GET().build()).body());
    }

    void post(String path, String body) throws Exception {
        HttpResponse<String> answer = send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    /** The one instance of a service in that state, or a missing node. */
    JsonNode instance(String service, String state) throws Exception {
        for (JsonNode instance : status().path("instances")) {
            if (instance.path("service").asText().equals(service)
                    && instance.path("state").asText().equals(state)) {
                return instance;
            }
        }
        return Json.MAPPER.missingNode();
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        ClusterToken token = token();
        return HttpRequest.newBuilder(URI.create(orchestrator.info().admin() + path))
                .header("Authorization", token.header());
    }

    List<String> started() throws IOException {
        return Files.exists(starts()) ? Files.readAllLines(starts()) : List.of();
    }

    /** The orchestrator goes, its providers stay. */
    void leave() {
        closed = true;
        orchestrator.close();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            orchestrator.stopWithProviders();
        }
    }

    private Path starts() {
        return folder.resolve("starts").toAbsolutePath();
    }
}
