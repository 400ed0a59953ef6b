package io.msagent.core.server;

import static io.msagent.core.server.ServerFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.core.wire.Protocol;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallServerEndTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final TestMethod gated = TestMethod.of("gated", arguments -> {
        gate.await();
        return "through";
    });
    private final ServerFixture fixture = new ServerFixture(ServerFixture.options(1, 5, 0), gated);

    @AfterEach
    void close() {
        gate.countDown();
        fixture.close();
    }

    @Test
    void aDrainLetsNothingInAndWaitsForWhatIsInside() throws Exception {
        CompletableFuture<HttpResponse<String>> running = fixture.sendAsync(fixture.request("gated", 1));
        await().until(() -> fixture.server.load().running() == 1);
        CompletableFuture<HttpResponse<String>> queued = fixture.sendAsync(fixture.request("gated", 1));
        await().until(() -> fixture.server.load().queued() == 1);

        assertThat(fixture.server.drain(Duration.ofMillis(10))).isEqualTo(2);
        assertThat(outcome(fixture.call("gated", 1))).isEqualTo("503 not-started quiescing");
        HttpResponse<String> health = fixture.send(HttpRequest.newBuilder(fixture.uri(Protocol.HEALTH_PATH))
                .header("authorization", ServerFixture.TOKEN.header()));
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("\"status\":\"draining\"", "\"running\":1");

        CompletableFuture<Integer> drained =
                CompletableFuture.supplyAsync(() -> fixture.server.drain(Duration.ofSeconds(60)));
        gate.countDown();
        assertThat(drained.get()).isZero();
        assertThat(outcome(running.get())).isEqualTo("200 returned");
        assertThat(outcome(queued.get())).isEqualTo("200 returned");
        assertThat(gated.started()).isEqualTo(2);
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() throws Exception {
        CompletableFuture<HttpResponse<String>> running = fixture.sendAsync(fixture.request("gated", 1));
        await().until(() -> fixture.server.load().running() == 1);
        Thread.currentThread().interrupt();
        assertThat(fixture.server.drain(Duration.ofMinutes(5))).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        gate.countDown();
        running.get();
    }

    @Test
    void closedItRefusesWhatIsQueuedCutsTheRestAndEndsItsThreads() throws Exception {
        CompletableFuture<HttpResponse<String>> running = fixture.sendAsync(fixture.request("gated", 1));
        await().until(() -> fixture.server.load().running() == 1);
        CompletableFuture<HttpResponse<String>> queued = fixture.sendAsync(fixture.request("gated", 1));
        await().until(() -> fixture.server.load().queued() == 1);
        Set<Thread> io = threads("ms-agent-io-");
        assertThat(io).isNotEmpty().allMatch(Thread::isDaemon);

        fixture.close();
        assertThat(outcome(queued.get())).isEqualTo("503 not-started quiescing");
        assertThatThrownBy(running::get).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> fixture.call("gated", 1)).isInstanceOf(ConnectException.class);
        await().until(() -> io.stream().noneMatch(Thread::isAlive));

        gate.countDown();
        fixture.close();
        assertThat(gated.started()).isEqualTo(1);
    }

    private static Set<Thread> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .collect(Collectors.toSet());
    }
}
