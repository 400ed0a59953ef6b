package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.msagent.CallInterruptedException;
import io.msagent.core.config.Balance;
import io.msagent.core.registry.Instance;
import io.msagent.core.wire.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way of spreading calls, with real providers. */
class BalanceTest extends CallerFixture {
    private final TestCallee callee = new TestCallee().noFallback();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile String named = "none";
    private volatile CountDownLatch hold = new CountDownLatch(0);

    @ParameterizedTest
    @EnumSource(Balance.class)
    void noCallIsLostWhenAnInstanceDies(Balance balance) throws Exception {
        Caller by = caller(balance);
        List<TestProvider> providers = List.of(provider("a"), provider("b"), provider("c"));
        int calls = 0;
        for (TestProvider dying : providers.subList(0, 2)) {
            for (int i = 0; i < 30; i++) {
                assertThat(call(by, callee, calls)).containsExactly(++calls);
            }
            dying.close();
        }
        for (int i = 0; i < 30; i++) {
            assertThat(call(by, callee, calls)).containsExactly(++calls);
        }
        assertThat(providers.stream().mapToInt(p -> p.bodies.get()).sum()).isEqualTo(calls);
        assertThat(row().failed()).isZero();
    }

    @Test
    void client_doesNotGoWhereOthersHaveFilledTheQueue() throws Exception {
        TestProvider full = provider("full");
        full.load = "64/16";
        TestProvider free = provider("free");
        free.load = "1/16";
        Caller by = caller(Balance.CLIENT);
        // what it says is forgotten after two seconds: only calls made in less of them show something
        await().until(() -> {
            int already = full.received.size();
            while (full.received.size() == already) {
                call(by, callee, 1);
            }
            long before = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                call(by, callee, i);
            }
            boolean inTime = System.nanoTime() - before < 1_000_000_000;
            assertThat(!inTime || full.received.size() == already + 1)
                    .as("not asked again")
                    .isTrue();
            return inTime;
        });
        assertThat(free.bodies).hasPositiveValue();
    }

    @Test
    void roundRobin_takesTurns() throws Exception {
        List<TestProvider> providers = List.of(provider("a"), provider("b"), provider("c"));
        registry.settle();
        Caller by = caller(Balance.ROUND_ROBIN);
        for (int i = 0; i < 30; i++) {
            call(by, callee, i);
        }
        assertThat(providers).allSatisfy(p -> assertThat(p.bodies).hasValue(10));
    }

    @Test
    void none_staysWithOne() throws Exception {
        List<TestProvider> providers = List.of(provider("a"), provider("b"), provider("c"));
        Caller by = caller(Balance.NONE);
        for (int i = 0; i < 30; i++) {
            call(by, callee, i);
        }
        assertThat(providers).filteredOn(p -> p.bodies.get() > 0).hasSize(1);
    }

    @Test
    void orchestrator_namesOneForEachRequest() throws Exception {
        HttpServer orchestrator = orchestrator();
        TestProvider a = provider("a");
        TestProvider b = provider("b");
        Caller by = caller(Balance.ORCHESTRATOR);
        goesTo(a, "a", by);
        goesTo(b, "b", by);
        goesTo(a, "a", by);
        assertThat(asked).hasSizeGreaterThanOrEqualTo(60).containsOnly("{\"service\":\"adding\",\"digest\":\"d1\"}");

        int before = a.bodies.get() + b.bodies.get();
        orchestrator.stop(0);
        for (int i = 0; i < 20; i++) {
            assertThat(call(by, callee, i)).containsExactly(i + 1);
        }
        assertThat(a.bodies.get() + b.bodies.get()).isEqualTo(before + 20);
    }

    @Test
    void orchestrator_oneThatIsDeadOrCannotActIsPassedBy() throws Exception {
        for (TestOrchestrator each : List.of(
                new TestOrchestrator("o1", 503),
                new TestOrchestrator("o2", 200),
                new TestOrchestrator("o3", 200, "a"))) {
            toClose.add(each);
            registry.add(each.instance(Instance.Status.PASSING));
            if (each.instance(Instance.Status.PASSING).id().equals("o2")) {
                each.close();
            }
        }
        TestProvider a = provider("a");
        provider("b");
        goesTo(a, "a", caller(Balance.ORCHESTRATOR));
    }

    @Test
    void orchestrator_anInterruptEndsTheAsking() throws Exception {
        hold = new CountDownLatch(1);
        toClose.add(0, hold::countDown);
        orchestrator();
        provider("hanging").always = TestProvider.Fault.HANG;
        Caller by = caller(Balance.ORCHESTRATOR);
        Background<Boolean> call = background(() -> {
            assertThatThrownBy(() -> call(by, callee, 1)).isInstanceOf(CallInterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        await().until(() -> !asked.isEmpty());
        call.thread().interrupt();
        assertThat(call.result().get()).isTrue();
    }

    /** Twenty in a row, sooner or later: an orchestrator that is slow for once is left out for a while. */
    private void goesTo(TestProvider wanted, String id, Caller by) {
        named = id;
        AtomicInteger inARow = new AtomicInteger();
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(1)).until(() -> {
            int already = wanted.bodies.get();
            assertThat(call(by, callee, 1)).containsExactly(2);
            return wanted.bodies.get() > already ? inARow.incrementAndGet() == 20 : inARow.getAndSet(0) < 0;
        });
    }

    private Caller caller(Balance balance) {
        return callerWith("balance", balance.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** One that names {@link #named}. */
    private HttpServer orchestrator() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(Protocol.LOCATE_PATH, exchange -> {
            boolean known = TOKEN.matches(exchange.getRequestHeaders().getFirst("Authorization"));
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            try {
                hold.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            byte[] answer = ("{\"id\":\"" + named + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        toClose.add(() -> server.stop(0));
        registry.add(new Instance(
                "o",
                OrchestratorProvision.ORCHESTRATORS,
                "127.0.0.1",
                server.getAddress().getPort(),
                Map.of(),
                Instance.Status.PASSING,
                ""));
        return server;
    }
}
