package io.msagent.core.server;

import static io.msagent.core.server.ServerFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.WorkerSlot;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CallServerConcurrencyTest {
    private final AtomicReference<ServerFixture> fixture = new AtomicReference<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final TestMethod gated = TestMethod.of("gated", arguments -> {
        gate.await();
        return "through";
    });
    /** Calls itself over HTTP, with its slot lent as the agent's caller does. */
    private final TestMethod down = TestMethod.of("down", arguments -> {
        int n = (Integer) arguments[0];
        if (n == 0) {
            return 0;
        }
        WorkerSlot slot = WorkerSlot.current();
        slot.lend();
        HttpResponse<String> answer;
        try {
            answer = fixture.get().call("down", n - 1);
        } finally {
            slot.takeBack();
        }
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(outcome(answer) + " " + answer.body());
        }
        return Integer.parseInt(answer.body()) + 1;
    });

    private ServerFixture start(ServerOptions options, TestMethod... methods) {
        ServerFixture started = new ServerFixture(options, methods);
        fixture.set(started);
        return started;
    }

    @Test
    void manyClientsAtOnceAndNoMoreBodiesThanWorkers() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        TestMethod echo = TestMethod.of("echo", arguments -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
            return arguments[0];
        });
        ExecutorService clients = Executors.newFixedThreadPool(64);
        try (ServerFixture server = start(ServerFixture.options(3, 64, 10), echo)) {
            List<Future<String>> answers = new ArrayList<>();
            for (int client = 0; client < 64; client++) {
                int first = client * 1_000;
                answers.add(clients.submit(() -> {
                    StringBuilder wrong = new StringBuilder();
                    for (int n = first; n < first + 20; n++) {
                        HttpResponse<String> answer = server.call("echo", n);
                        if (!answer.body().equals(Integer.toString(n))) {
                            wrong.append(outcome(answer)).append(answer.body());
                        }
                    }
                    return wrong.toString();
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEmpty();
            }
            assertThat(echo.started()).isEqualTo(64 * 20);
            assertThat(most.get()).isBetween(1, 3);
            assertThat(server.server.load().calls()).containsEntry("returned", 64L * 20);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void pastTheQueueACallIsRefusedAtOnce() throws Exception {
        try (ServerFixture server = start(ServerFixture.options(2, 3, 0), gated)) {
            List<CompletableFuture<HttpResponse<String>>> inside = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                inside.add(server.sendAsync(server.request("gated", i)));
                int expected = i;
                await().until(() ->
                        server.server.load().running() + server.server.load().queued() == expected);
            }
            assertThat(outcome(server.call("gated", 6))).isEqualTo("503 not-started overloaded");
            Load load = server.server.load();
            assertThat(List.of(load.running(), load.queued(), load.blocked(), load.capacity()))
                    .containsExactly(2, 3, 0, 2);
            gate.countDown();
            for (CompletableFuture<HttpResponse<String>> answer : inside) {
                assertThat(outcome(answer.get())).isEqualTo("200 returned");
            }
            assertThat(gated.started()).isEqualTo(5);
        }
    }

    @Test
    void aCallWhoseTimeRunsOutInTheQueueIsNotStarted() throws Exception {
        try (ServerFixture server = start(ServerFixture.options(1, 3, 0), gated)) {
            CompletableFuture<HttpResponse<String>> first = server.sendAsync(server.request("gated", 1));
            await().until(() -> server.server.load().running() == 1);
            CompletableFuture<HttpResponse<String>> second =
                    server.sendAsync(server.request("gated", 2).header("ms-time-left", "1000"));
            await().until(() -> server.server.load().queued() == 1);
            // made after the call's own deadline, so that one has passed when this has
            await().until(Deadline.after(Duration.ofMillis(1_000))::passed);
            gate.countDown();
            assertThat(outcome(first.get())).isEqualTo("200 returned");
            assertThat(outcome(second.get())).isEqualTo("503 not-started expired");
            assertThat(gated.started()).isEqualTo(1);
        }
    }

    @Test
    void aRecursionFarDeeperThanTheWorkersEnds() throws Exception {
        try (ServerFixture server = start(ServerFixture.options(2, 4, 2_000), down)) {
            HttpResponse<String> answer = server.call("down", 1_000);
            assertThat(answer.body()).isEqualTo("1000");
            assertThat(down.started()).isEqualTo(1_001);
            await().until(() -> server.server.load().running() == 0);
            assertThat(server.server.load().blocked()).isZero();
        }
    }

    @Test
    void recursionsSideBySideEnd() throws Exception {
        try (ServerFixture server = start(ServerFixture.options(2, 40, 2_000), down)) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(server.sendAsync(server.request("down", 30)));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().body()).isEqualTo("30");
            }
            assertThat(down.started()).isEqualTo(20 * 31);
        }
    }

    @Test
    void aRecursionPastTheBoundIsRefusedInsteadOfWaitingForItself() throws Exception {
        try (ServerFixture server = start(ServerFixture.options(2, 50, 5), down)) {
            HttpResponse<String> answer = server.call("down", 100);
            assertThat(outcome(answer)).isEqualTo("500 threw");
            assertThat(answer.body()).contains("503 not-started overloaded");
            assertThat(down.started()).isEqualTo(7);
            assertThat(server.call("down", 6).body()).isEqualTo("6");
        }
    }
}
