package io.msagent.it.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.core.metrics.Label;
import io.msagent.core.metrics.Metric;
import io.msagent.core.metrics.Scraped;
import io.msagent.it.kit.Orchestrator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller, its providers and theirs: the application's context arrives, and each process shows the calls it made. */
@Tag("once")
class RelayTest {
    private static final Pattern PORT = Pattern.compile("metrics at http://127\\.0\\.0\\.1:(\\d+)/ms/v1/metrics");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private String get(String url, String header, String value) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).header(header, value).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        return answer.body();
    }

    private Scraped scrape(int port, Orchestrator orchestrator) throws Exception {
        String url = "http://127.0.0.1:" + port + "/ms/v1/metrics";
        return Scraped.read(get(url, "Authorization", "Bearer " + orchestrator.token()));
    }

    private Scraped provider(String service, Orchestrator orchestrator) throws Exception {
        String url = orchestrator.registry() + "/v1/health/service/" + service;
        JsonNode instances = new ObjectMapper().readTree(get(url, "X-Consul-Token", orchestrator.token()));
        assertThat(instances).hasSize(1);
        return scrape(instances.get(0).at("/Service/Port").asInt(), orchestrator);
    }

    /** The application's own file that names its carrier, in a folder of its class path. */
    private Path carriers() throws Exception {
        Path root = folder.resolve("carriers");
        Path services = Files.createDirectories(root.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.msagent.CallContextCarrier"), "relay.Tenant\n");
        return root;
    }

    @Test
    void contextGoesAlongAndCallsAreCounted() throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Process caller = RelayProgram.with(List.of(carriers()), "acme", "b&b", "acme")
                    .jvm("-Drelay.wait=true")
                    .agent(orchestrator.settings("timeout=120s", "fallback=none", "metrics.port=0", "log.level=info"))
                    .start(out, err);
            try {
                await().atMost(Duration.ofMinutes(5))
                        .until(() -> Files.readString(out).contains("done") || !caller.isAlive());
                assertThat(Files.readString(out).lines())
                        .as(Files.readString(err))
                        .containsExactly(
                                said("acme", false),
                                said("b&b", true),
                                said("acme", true),
                                "no call here true null",
                                "done");

                Matcher port = PORT.matcher(Files.readString(err));
                assertThat(port.find()).isTrue();
                Scraped atCaller = scrape(Integer.parseInt(port.group(1)), orchestrator);
                assertThat(atCaller.count(
                                Metric.CLIENT_CALL,
                                "rpc_method",
                                "outer/outer(java.lang.String)",
                                "rpc_response_status_code",
                                "returned"))
                        .isEqualTo(3);
                assertThat(atCaller.count(Metric.CLIENT_CALL)).isEqualTo(3);
                assertThat(atCaller.names()).noneMatch(name -> name.startsWith("ms_server_workers"));

                Scraped outer = provider("outer", orchestrator);
                assertThat(outer.count(Metric.SERVER_CALL, "rpc_response_status_code", "returned"))
                        .isEqualTo(3);
                assertThat(outer.count(Metric.CLIENT_CALL, "rpc_method", "inner/inner(java.lang.String)"))
                        .isEqualTo(3);
                assertThat(outer.values(Label.SERVICE)).containsExactly("inner", "outer");
                Scraped inner = provider("inner", orchestrator);
                assertThat(inner.count(Metric.SERVER_BODY)).isEqualTo(3);
                assertThat(inner.values(Label.SERVICE)).containsExactly("inner");
            } finally {
                caller.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
            }
        }
    }

    /** @param logged whether the provider's application had begun to log before that body */
    private static String said(String tenant, boolean logged) {
        return "outer@0 for " + tenant + " logged " + logged + " time true > inner@1 for " + tenant + " logged "
                + logged + " time true says hello";
    }
}
