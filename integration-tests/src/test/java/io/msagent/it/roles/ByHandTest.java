package io.msagent.it.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider started by hand, called as curl would call it, and told to stop. */
class ByHandTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private JsonNode instances(Orchestrator orchestrator) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(orchestrator.registry() + "/v1/health/service/ticking?passing"))
                .header("X-Consul-Token", orchestrator.token())
                .build();
        return new ObjectMapper()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private HttpResponse<String> call(JsonNode instance, String token, String body) throws Exception {
        JsonNode service = instance.get("Service");
        return http.send(
                HttpRequest.newBuilder(
                                URI.create("http://" + service.get("Address").asText() + ":"
                                        + service.get("Port").asInt() + "/ms/v1/call/ticking/tick"))
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void servesWhatItIsToldAndLeavesTheRegistryWhenItStops() throws Exception {
        Path out = folder.resolve("provider.out");
        Path err = folder.resolve("provider.err");
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Process provider = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Ticker")
                    .agent(orchestrator.settings("serve=ticking"))
                    .start(out, err);
            try {
                await("registration of the provider; it says: " + Files.readString(err))
                        .until(() -> instances(orchestrator).size() == 1);
                JsonNode instance = instances(orchestrator).get(0);
                assertThat(instance.at("/Service/Meta/pid").asLong()).isEqualTo(provider.pid());
                assertThat(instance.at("/Service/Meta/class").asText()).isEqualTo("kitchen.Ticker");
                assertThat(instance.at("/Service/Meta/method").asText()).isEqualTo("tick(int)");

                HttpResponse<String> answer = call(instance, orchestrator.token(), "[5]");
                assertThat(answer.body()).isEqualTo(Long.toString(provider.pid()));
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(call(instance, "not-the-cluster-token", "[5]").statusCode())
                        .isEqualTo(401);
                assertThat(call(instance, orchestrator.token(), "[\"five\"]").statusCode())
                        .isEqualTo(400);

                provider.destroy();
                assertThat(provider.waitFor(120, TimeUnit.SECONDS)).isTrue();
                assertThat(instances(orchestrator)).isEmpty();
                assertThat(Files.readString(out)).as("main did not run").isEmpty();
            } finally {
                provider.destroyForcibly();
            }
        }
    }

    @Test
    void saysWhatItCannotServe() {
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Program.Result result = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Ticker")
                    .agent(orchestrator.settings("serve=tickling"))
                    .run();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err().lines()).singleElement().asString().contains("tickling");
        }
    }
}
