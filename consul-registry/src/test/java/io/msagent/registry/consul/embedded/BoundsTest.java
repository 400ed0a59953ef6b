package io.msagent.registry.consul.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.registry.consul.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the heap that {@code bin/orchestrator} gives, a server filled to its bounds refuses, and lives. */
@Tag("once")
class BoundsTest {
    private static final int READERS = 6;

    @TempDir
    Path temp;

    @Test
    void fullToAllItsBoundsItRefusesAndServesOn() throws Exception {
        Process process = start();
        try {
            Http http = new Http(address(process), ServerTest.TOKEN);
            String value = "v".repeat(400 * 1024);
            assertRefusal(fill(i -> http.put("/v1/kv/large" + i, value)), "bytes of all values");
            String longName = "n".repeat(500);
            assertRefusal(fill(i -> http.put("/v1/session/create", "{\"Name\": \"" + longName + "\"}")), "sessions");
            String meta = "m".repeat(512);
            assertRefusal(fill(i -> register(http, i, meta)), "bytes of all services");

            readAllAtOnce(http);
            assertThat(http.get("/v1/kv/large0?raw").body()).hasSize(value.length());
            assertThat(http.put("/v1/agent/check/pass/service:s0?note=well", "").statusCode())
                    .isEqualTo(200);
            assertThat(http.delete("/v1/kv/large1").body()).isEqualTo("true");
            assertThat(http.put("/v1/kv/large1", value).body()).isEqualTo("true");
        } finally {
            process.destroyForcibly().waitFor();
        }
        Process again = start();
        try {
            Http http = new Http(address(again), ServerTest.TOKEN);
            assertThat(Http.json(http.get("/v1/kv/?keys"))).hasSizeGreaterThan(30);
        } finally {
            again.destroyForcibly().waitFor();
        }
    }

    /** Until it is refused; what refused it. */
    private static HttpResponse<String> fill(IntFunction<HttpResponse<String>> step) {
        for (int i = 0; i < 10_000; i++) {
            HttpResponse<String> response = step.apply(i);
            if (response.statusCode() != 200) {
                assertThat(i).as("taken before the first refusal").isGreaterThan(30);
                return response;
            }
        }
        throw new AssertionError("never refused");
    }

    private static void assertRefusal(HttpResponse<String> response, String what) {
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).startsWith(what).contains("the embedded registry's limit");
    }

    private static HttpResponse<String> register(Http http, int number, String text) {
        String meta = IntStream.range(0, 60)
                .mapToObj(key -> "\"k" + key + "\": \"" + text + "\"")
                .collect(Collectors.joining(","));
        String id = "s" + number;
        HttpResponse<String> registered = http.put(
                "/v1/agent/service/register",
                "{\"ID\": \"%s\", \"Name\": \"web\", \"Meta\": {%s}, \"Checks\": [{\"CheckID\": \"service:%s\","
                                .formatted(id, meta, id)
                        + " \"TTL\": \"1h\"}, {\"TTL\": \"1h\", \"CheckID\": \"second:" + id + "\"}]}");
        if (registered.statusCode() == 200) {
            http.put("/v1/agent/check/fail/service:" + id + "?note=" + "o".repeat(4_000), "");
        }
        return registered;
    }

    /** Each is answered, or told that there is too much under way. */
    private static void readAllAtOnce(Http http) throws Exception {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (String path : List.of("/v1/kv/?recurse", "/v1/health/service/web", "/v1/session/list")) {
            for (int i = 0; i < READERS; i++) {
                answers.add(http.later(path).thenApply(HttpResponse::statusCode));
            }
        }
        int served = 0;
        for (CompletableFuture<Integer> answer : answers) {
            int status = answer.get(3, TimeUnit.MINUTES);
            assertThat(status).isIn(200, 429);
            served += status == 200 ? 1 : 0;
        }
        assertThat(served).isPositive();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        heapOfTheScript(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeysSurviveTest.class.getName(),
                        temp.resolve("full").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static URI address(Process process) throws IOException {
        return URI.create(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }

    private static String heapOfTheScript() throws IOException {
        Path script = Path.of(System.getProperty("project.basedir", "consul-registry"), "..", "bin", "orchestrator");
        Matcher heap = Pattern.compile("-Xmx[0-9]+[mg]").matcher(Files.readString(script));
        assertThat(heap.find()).as("-Xmx in %s", script).isTrue();
        return heap.group();
    }
}
