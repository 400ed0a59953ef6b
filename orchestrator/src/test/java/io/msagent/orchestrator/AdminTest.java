package io.msagent.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.launch.Launch;
import io.msagent.core.launch.ProvideRequest;
import io.msagent.orchestrator.store.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the admin address refuses, and how it says so. */
class AdminTest {
    @TempDir
    static Path folder;

    private static Running running;

    @BeforeAll
    static void start() throws Exception {
        running = new Running(folder, new MemoryRegistry(), Running.limits());
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ms/v1/status",
                "/ms/v1/logs/pricing",
                "/ms/v1/provide",
                "/ms/v1/locate",
                "/ms/v1/stop",
                "/ms/nothing"
            })
    void everyPathDemandsTheToken(String path) throws Exception {
        URI address = URI.create(running.orchestrator.info().admin() + path);
        for (String method : List.of("GET", "POST")) {
            HttpRequest none = HttpRequest.newBuilder(address)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpRequest wrong = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer 0123456789abcdef0123456789abcdef")
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(running.send(none).statusCode()).isEqualTo(401);
            assertThat(running.send(wrong).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aLaunchWithoutTheTokenNeverRuns() throws Exception {
        byte[] body = Json.MAPPER.writeValueAsBytes(
                new ProvideRequest("pricing", "d1", 1_000, running.launch("serve", "d1")));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(running.orchestrator.info().admin() + "/ms/v1/provide"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        assertThat(running.send(request).statusCode()).isEqualTo(401);
        assertThat(running.status().path("services")).isEmpty();
        assertThat(running.started()).isEmpty();
    }

    @Test
    void webPagesAreRefused() throws Exception {
        HttpResponse<String> answer = running.send(running.request("/ms/v1/status")
                .header("Origin", "http://example.com")
                .build());
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|400|no JSON",
                "{}|422|Missing creator property",
                "{\"service\":\"x\",\"digest\":\"d\",\"millis\":1,\"launch\":null}|422|launch",
                "[]|422|expected: service",
            })
    void whatIsNoRequestIsExplained(String body, int status, String detail) throws Exception {
        HttpResponse<String> answer = running.send(running.request("/ms/v1/provide")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(Json.MAPPER.readTree(answer.body()).path("detail").asText()).contains(detail);
        assertThat(Json.MAPPER.readTree(answer.body()).path("status").asInt()).isEqualTo(status);
    }

    @Test
    void bodiesAreBounded() throws Exception {
        HttpResponse<String> answer = running.send(running.request("/ms/v1/provide")
                .POST(HttpRequest.BodyPublishers.ofString(" ".repeat((1 << 20) + 1)))
                .build());
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void aLaunchThatCannotBeIsRefusedAndNotStored() throws Exception {
        Launch launch = new Launch(List.of("/no/such/java"), "/", Map.of(), List.of());
        HttpResponse<String> answer =
                running.provide("pricing", "d1", launch, Duration.ofSeconds(1)).join();
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("/no/such/java (expected: absolute path of a program that exists");
        assertThat(running.status().path("services")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/ms/v1/logs/pricing,404",
        "/ms/v1/logs/..%2F..%2Ftoken,404",
        "/ms/v1/logs/pricing?lines=0,400",
        "/ms/v1/logs/pricing?lines=many,400",
        "/ms/v1/other,404"
    })
    void whatIsNotThereIsSaid(String path, int status) throws Exception {
        assertThat(running.send(running.request(path).build()).statusCode()).isEqualTo(status);
    }
}
