package io.msagent.registry.consul.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.registry.consul.Http;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that wait for news. */
class BlockingQueryTest extends ServerTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/health/service/web, PUT, /v1/agent/check/pass/service:w",
        "/v1/health/service/web, PUT, /v1/agent/service/deregister/w",
        "/v1/health/checks/web, PUT, /v1/agent/check/warn/service:w",
        "/v1/health/state/any, PUT, /v1/agent/check/pass/service:w",
        "/v1/health/state/passing, PUT, /v1/agent/check/pass/service:w",
        "/v1/catalog/services, PUT, /v1/agent/service/deregister/w",
        "/v1/catalog/service/web, PUT, /v1/agent/service/deregister/w",
        "/v1/kv/k, PUT, /v1/kv/k",
        "/v1/kv/k, DELETE, /v1/kv/k",
        "/v1/kv/none, PUT, /v1/kv/none",
        "/v1/kv/?recurse, PUT, /v1/kv/k/2",
        "/v1/kv/k?keys, DELETE, /v1/kv/k",
        "/v1/kv/none?recurse, PUT, /v1/kv/none/x",
        "/v1/session/list, PUT, /v1/session/create"
    })
    void answersWhenWhatItAsksForChanges(String path, String method, String change) throws Exception {
        register("w", "web");
        http.put("/v1/kv/k", "1");
        String join = path.contains("?") ? "&" : "?";
        long known = Http.index(http.get(path));

        CompletableFuture<HttpResponse<String>> waiting = http.later(path + join + "wait=60s&index=" + known);
        awaitWaiter(waiting);
        assertThat(http.send(method, change, method.equals("PUT") && change.contains("/kv/") ? "changed" : "")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> news = waiting.get(30, TimeUnit.SECONDS);
        assertThat(Http.index(news)).isGreaterThan(known);
        assertThat(news.body()).isEqualTo(http.get(path).body());
    }

    @Test
    void isNotWokenByOthers() throws Exception {
        register("w", "web");
        http.put("/v1/kv/k", "1");
        long service = Http.index(http.get("/v1/health/service/web"));
        long key = Http.index(http.get("/v1/kv/k"));
        var forService = http.later("/v1/health/service/web?wait=60s&index=" + service);
        var forKey = http.later("/v1/kv/k?wait=60s&index=" + key);
        awaitWaiter(forService);

        register("o", "other");
        http.put("/v1/agent/check/pass/service:o", "");
        http.put("/v1/agent/check/pass/service:w?note=nothing", "");
        http.put("/v1/kv/k/2", "2");
        http.put("/v1/kv/k", "1");
        assertThat(forKey).isNotDone();
        http.put("/v1/kv/k", "2");

        // both are answered by the same server: if the others had woken them, this index would be lower
        assertThat(Http.index(forKey.get(30, TimeUnit.SECONDS)))
                .isEqualTo(Http.json(http.get("/v1/kv/k"))
                        .get(0)
                        .get("ModifyIndex")
                        .asLong());
        assertThat(Http.json(forService.get(30, TimeUnit.SECONDS))
                        .get(0)
                        .get("Checks")
                        .get(1)
                        .get("Status")
                        .asText())
                .isEqualTo("passing");
    }

    @Test
    void answersTheSameWhenItsTimeIsUp() throws Exception {
        register("w", "web");
        HttpResponse<String> first = http.get("/v1/health/service/web");
        HttpResponse<String> second = http.get("/v1/health/service/web?wait=300ms&index=" + Http.index(first));

        assertThat(Http.index(second)).isEqualTo(Http.index(first));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.statusCode()).isEqualTo(200);
    }

    @Test
    void answersAtOnceToAnIndexOfAnotherRegistry() throws Exception {
        HttpResponse<String> answer = http.later("/v1/health/service/web?wait=60s&index=9000000000000000000")
                .get(20, TimeUnit.SECONDS);

        assertThat(Http.index(answer)).isPositive();
    }

    @Test
    void manyWaitersHoldNoThread() throws Exception {
        register("w", "web");
        long known = Http.index(http.get("/v1/health/service/web"));
        long threads = serverThreads();
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            waiting.add(http.later("/v1/health/service/web?wait=60s&index=" + known));
        }
        awaitWaiter(waiting.get(299));
        assertThat(serverThreads()).isEqualTo(threads);

        http.put("/v1/agent/check/pass/service:w", "");
        for (CompletableFuture<HttpResponse<String>> one : waiting) {
            assertThat(Http.index(one.get(30, TimeUnit.SECONDS))).isGreaterThan(known);
        }
    }

    @Test
    void waitsForThingsThatTimeAloneChanges() throws Exception {
        http.put(
                "/v1/agent/service/register",
                "{\"ID\": \"w\", \"Name\": \"web\", \"Check\": {\"TTL\": \"3s\", \"Status\": \"passing\","
                        + " \"DeregisterCriticalServiceAfter\": \"3s\"}}");
        HttpResponse<String> passing = http.get("/v1/health/service/web");

        HttpResponse<String> critical = http.later("/v1/health/service/web?wait=60s&index=" + Http.index(passing))
                .get(30, TimeUnit.SECONDS);
        assertThat(Http.json(critical).get(0).get("Checks").get(1).get("Output").asText())
                .isEqualTo("TTL expired");

        HttpResponse<String> gone = http.later("/v1/health/service/web?wait=60s&index=" + Http.index(critical))
                .get(30, TimeUnit.SECONDS);
        assertThat(gone.body()).isEqualTo("[]");
    }

    /** Once a later request on the same server has been answered, the earlier one has long been looked at. */
    private void awaitWaiter(CompletableFuture<HttpResponse<String>> waiting) {
        await().pollDelay(Duration.ofMillis(300))
                .until(() -> http.get("/v1/agent/self").statusCode() == 200);
        assertThat(waiting).isNotDone();
    }

    private static long serverThreads() {
        return Stream.of(Thread.getAllStackTraces().keySet().toArray(Thread[]::new))
                .filter(thread -> thread.getName().startsWith("ms-agent-registry"))
                .count();
    }
}
