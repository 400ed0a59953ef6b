package io.msagent.core.server;

import static io.msagent.core.server.ServerFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.metrics.Label;
import io.msagent.core.metrics.Metric;
import io.msagent.core.metrics.Scraped;
import io.msagent.core.metrics.prometheus.PrometheusMeters;
import io.msagent.core.wire.Protocol;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real server, called and scraped over its own listener. */
class CallServerMetricsTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ServerFixture fixture = new ServerFixture(
            ServerFixture.options(1, 1, 0),
            new PrometheusMeters(),
            TestMethod.of("good", a -> a[0]),
            TestMethod.once("once", a -> a[0]),
            TestMethod.of("bad", a -> {
                throw new IllegalStateException("on purpose");
            }),
            TestMethod.of("slow", a -> {
                gate.await();
                return 1;
            }));

    @AfterEach
    void close() {
        gate.countDown();
        fixture.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return fixture.send(
                HttpRequest.newBuilder(fixture.uri(path)).header("authorization", ServerFixture.TOKEN.header()));
    }

    private Scraped scrape() throws Exception {
        HttpResponse<String> answer = get(Protocol.METRICS_PATH);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        return Scraped.read(answer.body());
    }

    private long calls(String method, String status, String error) throws Exception {
        return scrape().count(
                        Metric.SERVER_CALL,
                        "rpc_method",
                        "test/" + method + "(int)",
                        "ms_service",
                        "test",
                        "rpc_system_name",
                        "ms-agent",
                        "rpc_response_status_code",
                        status,
                        "error_type",
                        error);
    }

    @Test
    void countsAreThoseOfTheCallsMade() throws Exception {
        for (int i = 0; i < 7; i++) {
            fixture.call("good", 1);
        }
        for (int i = 0; i < 3; i++) {
            fixture.call("bad", 1);
        }
        fixture.send(fixture.request("good", 1).header(Protocol.TIME_LEFT, "0"));
        fixture.send(fixture.request("good", 1).header(Protocol.DEPTH, "deep"));

        assertThat(scrape().sum("ms_server_record_calls")).isZero();
        fixture.call("once", 1);

        assertThat(scrape().sum("ms_server_record_calls")).isEqualTo(1);
        assertThat(calls("good", "returned", "")).isEqualTo(7);
        assertThat(calls("bad", "threw", "threw")).isEqualTo(3);
        assertThat(calls("good", "not-started", "expired")).isEqualTo(1);
        assertThat(calls("good", "not-started", "bad-request")).isEqualTo(1);
        Scraped all = scrape();
        assertThat(all.count(Metric.SERVER_CALL)).isEqualTo(13);
        assertThat(all.count(Metric.SERVER_BODY)).isEqualTo(11);
        assertThat(all.count(Metric.SERVER_QUEUE)).isEqualTo(11);
        assertThat(all.sum("ms_server_refused_total")).isZero();
    }

    @Test
    void whatWaitsAndRunsIsShownWhileItDoes() throws Exception {
        CompletableFuture<?> running = fixture.sendAsync(fixture.request("slow", 1));
        await().until(() -> fixture.server.load().running() == 1);
        CompletableFuture<?> queued = fixture.sendAsync(fixture.request("slow", 2));
        await().until(() -> fixture.server.load().queued() == 1);
        assertThat(outcome(fixture.call("good", 1))).isEqualTo("503 not-started overloaded");

        Scraped now = scrape();
        assertThat(now.sum("ms_server_workers")).isEqualTo(1);
        assertThat(now.sum("ms_server_workers_busy")).isEqualTo(1);
        assertThat(now.sum("ms_server_queue_calls")).isEqualTo(1);
        assertThat(now.sum("ms_server_bodies_blocked")).isZero();
        assertThat(calls("good", "not-started", "overloaded")).isEqualTo(1);

        gate.countDown();
        CompletableFuture.allOf(running, queued).get();
        assertThat(calls("slow", "returned", "")).isEqualTo(2);
    }

    @Test
    void whatAStrangerSendsMakesNoLabel() throws Exception {
        fixture.call("no-such-method", 1);
        fixture.send(HttpRequest.newBuilder(fixture.uri(Protocol.CALL_PATH + "invented/m"))
                .header("authorization", ServerFixture.TOKEN.header())
                .POST(HttpRequest.BodyPublishers.noBody()));
        fixture.send(HttpRequest.newBuilder(fixture.uri("/invented")).header("authorization", "Bearer invented"));
        fixture.send(fixture.request("good", 1).header(Protocol.DIGEST, "invented"));
        get("/invented");

        Scraped all = scrape();
        assertThat(all.values(Label.SERVICE)).containsExactly("test");
        assertThat(all.values(Label.METHOD))
                .containsExactly("test/bad(int)", "test/good(int)", "test/once(int)", "test/slow(int)");
        assertThat(all.count(Metric.SERVER_CALL)).isZero();
        for (String reason :
                new String[] {"unknown-method", "unknown-service", "unauthorised", "other-digest", "bad-request"}) {
            assertThat(all.sum("ms_server_refused_total", "error_type", reason))
                    .as(reason)
                    .isEqualTo(1);
        }
    }

    @Test
    void onlyWhoHasTheTokenMayLook() throws Exception {
        HttpResponse<String> answer = fixture.send(HttpRequest.newBuilder(fixture.uri(Protocol.METRICS_PATH)));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("ms_server");
        assertThat(fixture.send(HttpRequest.newBuilder(fixture.uri(Protocol.METRICS_PATH))
                                .header("authorization", ServerFixture.TOKEN.header())
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
    }
}
