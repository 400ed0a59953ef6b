package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.core.wire.Protocol;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a provider says of itself, over real sockets. */
class HealthTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CountDownLatch gate = new CountDownLatch(1);
    private final TestMethod act = TestMethod.of("act", arguments -> "done");
    private final TestMethod fail = TestMethod.of("fail", arguments -> {
        throw new IllegalStateException("on purpose");
    });
    private final TestMethod gated = TestMethod.of("gated", arguments -> {
        gate.await();
        return "done";
    });
    private final ServerFixture fixture = new ServerFixture(ServerFixture.options(1, 1, 0), act, fail, gated);

    @AfterEach
    void close() {
        gate.countDown();
        fixture.close();
    }

    @Test
    void nobodyHasCalled() throws Exception {
        JsonNode health = health(200);
        assertThat(health.path("status").asText()).isEqualTo("serving");
        assertThat(health.path("capacity").asInt()).isEqualTo(1);
        assertThat(health.path("busyMicros").asLong(-1)).isZero();
        assertThat(health.path("upMicros").asLong()).isPositive();
        assertThat(health.path("calls")).isEmpty();
        assertThat(health.path("services").path("test").toString())
                .isEqualTo("{\"calls\":0,\"threw\":0,\"p50Micros\":null,\"p99Micros\":null,"
                        + "\"lastCallAgoMillis\":null,\"callers\":{}}");
    }

    @Test
    void countsCallsAndWhoMadeThem() throws Exception {
        for (String caller : List.of("checkout", "checkout", "No Label", "shop")) {
            fixture.send(fixture.request("act", 1).header(Protocol.CALLER, caller));
        }
        fixture.send(fixture.request("act", 1).header(Protocol.CALLER, "one").header(Protocol.CALLER, "two"));
        fixture.call("fail", 1);
        fixture.call("nowhere", 1);

        JsonNode health = health(200);
        JsonNode service = health.path("services").path("test");
        assertThat(service.path("calls").asLong()).isEqualTo(6);
        assertThat(service.path("threw").asLong()).isEqualTo(1);
        assertThat(service.path("callers").toString()).isEqualTo("{\"checkout\":2,\"other\":3,\"shop\":1}");
        assertThat(service.path("p50Micros").isNumber()).isTrue();
        assertThat(service.path("p99Micros").asLong())
                .isGreaterThanOrEqualTo(service.path("p50Micros").asLong());
        assertThat(service.path("lastCallAgoMillis").isNumber()).isTrue();
        assertThat(health.path("calls").toString()).isEqualTo("{\"returned\":5,\"threw\":1,\"unknown-method\":1}");
    }

    /** The orchestrator must see that an instance is well, just when it has most to do. */
    @Test
    void isAnsweredWhileAllWorkersAreBusyAndTheQueueIsFullAndDuringADrain() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        calls.add(fixture.sendAsync(fixture.request("gated", 1)));
        await().until(() -> health(200).path("running").asInt() == 1);
        calls.add(fixture.sendAsync(fixture.request("gated", 1)));
        await().until(() -> health(200).path("queued").asInt() == 1);
        assertThat(ServerFixture.outcome(fixture.call("gated", 1))).isEqualTo("503 not-started overloaded");

        JsonNode before = health(200);
        assertThat(before.path("services").path("test").path("calls").asLong(-1))
                .isZero();
        assertThat(before.path("services")
                        .path("test")
                        .path("lastCallAgoMillis")
                        .asLong(-1))
                .isZero();
        await().until(() -> health(200).path("busyMicros").asLong()
                > before.path("busyMicros").asLong());
        JsonNode after = health(200);
        long busy =
                after.path("busyMicros").asLong() - before.path("busyMicros").asLong();
        long up = after.path("upMicros").asLong() - before.path("upMicros").asLong();
        // one worker, which ran one body all the time; each figure is cut to whole microseconds
        assertThat(busy).isCloseTo(up, org.assertj.core.data.Offset.offset(2L));

        assertThat(fixture.server.drain(Duration.ofMillis(1))).isEqualTo(2);
        assertThat(health(503).path("status").asText()).isEqualTo("draining");
        gate.countDown();
        for (CompletableFuture<HttpResponse<String>> call : calls) {
            assertThat(ServerFixture.outcome(call.join())).isEqualTo("200 returned");
        }
        assertThat(health(503).path("services").path("test").path("calls").asLong())
                .isEqualTo(2);
    }

    private JsonNode health(int status) throws Exception {
        HttpResponse<String> answer = fixture.send(HttpRequest.newBuilder(fixture.uri(Protocol.HEALTH_PATH))
                .header("authorization", ServerFixture.TOKEN.header()));
        assertThat(answer.statusCode()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
