package io.msagent.stateful.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.CallId;
import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.config.Settings;
import io.msagent.core.server.CallRecordFactory;
import io.msagent.core.server.CallServer;
import io.msagent.core.server.ServedService;
import io.msagent.core.server.ServerOptions;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.Protocol;
import io.msagent.stateful.local.LocalLeases;
import io.msagent.stateful.store.memory.MemoryStateStore;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stateful calls over a real listener, with its workers. */
class ServedStatefulTest {
    private static final ClusterToken TOKEN = ClusterToken.of("a-token-for-the-tests");
    private static final int WORKERS = 2;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CallServer server = CallServer.start(
            new ServerOptions("127.0.0.1", 0, WORKERS, 16, 100, 100_000, Duration.ofSeconds(20)),
            TOKEN,
            ServiceLoader.load(CallRecordFactory.class)
                    .findFirst()
                    .orElseThrow()
                    .create(1_000, 1_000_000, Duration.ofMinutes(5)));
    private final KeptCalls calls = new KeptCalls(
            Settings.of(Map.of()),
            new LocalLeases(),
            (to, path, body, deadline) -> {
                throw new IOException("nobody is asked");
            },
            new Once<>(MemoryStateStore::new));

    private void serve(Class<?> type, Kind kind) {
        ServedService service = TestService.of(type, kind);
        server.stateful(calls);
        calls.serve(service, "test.1");
        server.serve(service);
    }

    @AfterEach
    void close() {
        server.close();
        calls.close();
    }

    private HttpRequest.Builder call(String method, String arguments) {
        return HttpRequest.newBuilder(server.address()
                        .resolve(Protocol.CALL_PATH + "test/" + URLEncoder.encode(method, StandardCharsets.UTF_8)))
                .timeout(Duration.ofMinutes(1))
                .header("authorization", TOKEN.header())
                .POST(BodyPublishers.ofString(arguments));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String transaction(CallId id, String number) {
        return id.value() + " " + number;
    }

    @Test
    void callsOfOneKeyRunOneAtATimeAndHoldNoWorkerWhileTheyWait() throws Exception {
        serve(Counter.class, Kind.DURABLE);
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(client.sendAsync(call("add", "[\"k" + i % 2 + "\",1]").build(), BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> each : all) {
            assertThat(each.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(send(call("get", "[\"k0\"]")).body()).isEqualTo("30");
        assertThat(send(call("get", "[\"k1\"]")).body()).isEqualTo("30");
    }

    @Test
    void aRepeatedPlaceInATransactionTakesEffectOnce() throws Exception {
        serve(Counter.class, Kind.MEMORY);
        String place = transaction(CallId.next(), "1");
        for (int i = 0; i < 3; i++) {
            assertThat(send(call("add", "[\"k\",5]").header(Protocol.TRANSACTION, place))
                            .body())
                    .isEqualTo("5");
        }
        assertThat(send(call("get", "[\"k\"]")).body()).isEqualTo("5");
    }

    @Test
    void whatIsNoKeyIsRefused() throws Exception {
        serve(Counter.class, Kind.MEMORY);
        HttpResponse<String> refused = send(call("add", "[null,5]"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("found null").contains("expected: a String");
        assertThat(send(call("add", "[\"k\",5]").header(Protocol.TRANSACTION, "x 1"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anOpenTransactionIsSeenUntilItEnds() throws Exception {
        serve(Counter.class, Kind.MEMORY);
        CallId id = CallId.next();
        assertThat(send(call("add", "[\"k\",5]").header(Protocol.TRANSACTION, transaction(id, "1") + " open"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(health())
                .contains("\"open\":1")
                .contains("\"partitions\":64")
                .contains(id.value());
        HttpRequest.Builder ended = HttpRequest.newBuilder(
                        server.address().resolve(Protocol.STATEFUL_PATH + "ended/" + id))
                .header("authorization", TOKEN.header())
                .POST(BodyPublishers.ofString("{}"));
        assertThat(send(ended).statusCode()).isEqualTo(200);
        assertThat(health()).contains("\"open\":0");
    }

    private String health() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.address().resolve(Protocol.HEALTH_PATH))
                        .header("authorization", TOKEN.header()))
                .body();
    }

    @Test
    void aStateThatCannotBeKeptIsSaidAtTheFirstCall() throws Exception {
        serve(Unkeepable.class, Kind.MEMORY);
        HttpResponse<String> refused = send(call("touch", "[\"k\"]"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Unkeepable: state.thread");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage", "plain"})
    void aFutureThatOutlivesItsCallersDeadlineKeepsTheTurnOfItsKey(String method) throws Exception {
        serve(Later.class, Kind.DURABLE);
        Later.STARTED.set(0);
        Later.release = new CompletableFuture<>();
        String place = transaction(CallId.next(), "1");
        assertThatThrownBy(() -> send(call(method, "[\"k\"]")
                        .header(Protocol.TRANSACTION, place)
                        .header(Protocol.TIME_LEFT, "2000")))
                .isInstanceOf(IOException.class);
        CompletableFuture<HttpResponse<String>> second =
                client.sendAsync(call(method, "[\"k\"]").build(), BodyHandlers.ofString());
        await().until(() -> calls.figures().get("test").waiting() == 1);
        assertThat(Later.STARTED).hasValue(1);
        Later.release.complete(0);
        assertThat(second.get(60, TimeUnit.SECONDS).body()).isEqualTo("2");
        assertThat(send(call(method, "[\"k\"]").header(Protocol.TRANSACTION, place))
                        .body())
                .isEqualTo("1");
    }

    @Test
    void callsThatWaitForTheirTurnCanBeGivenUpAndHoldUpADrain() throws Exception {
        serve(Slow.class, Kind.MEMORY);
        CompletableFuture<HttpResponse<String>> first =
                client.sendAsync(call("work", "[\"k\"]").build(), BodyHandlers.ofString());
        await().until(() -> Slow.RUNNING.getCount() == 0);
        CallId id = CallId.next();
        CompletableFuture<HttpResponse<String>> second = client.sendAsync(
                call("work", "[\"k\"]").header(Protocol.CALL_ID, id.value()).build(), BodyHandlers.ofString());
        await().until(() -> calls.figures().get("test").waiting() == 1);
        assertThat(server.load().queued()).isZero();
        HttpResponse<String> cancelled =
                send(HttpRequest.newBuilder(server.address().resolve(Protocol.CANCEL_PATH + id))
                        .header("authorization", TOKEN.header())
                        .POST(BodyPublishers.noBody()));
        assertThat(cancelled.body()).contains("not-started");
        assertThat(second.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(409);
        assertThat(calls.figures().get("test").waiting()).isZero();
        assertThat(server.drain(Duration.ofMillis(50))).isEqualTo(1);
        Slow.RELEASE.countDown();
        assertThat(first.get(60, TimeUnit.SECONDS).body()).isEqualTo("1");
        assertThat(server.drain(Duration.ofMinutes(1))).isZero();
    }
}
