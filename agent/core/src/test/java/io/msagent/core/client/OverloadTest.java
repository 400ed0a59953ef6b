package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.config.Settings;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.server.CallServer;
import io.msagent.core.server.ServedMethod;
import io.msagent.core.server.ServedService;
import io.msagent.core.server.ServerOptions;
import io.msagent.core.server.UnboundedCallRecord;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More calls than real providers can take at once. */
@Tag("once")
class OverloadTest extends CallerFixture {
    private static final int THREADS = 32;
    private static final int CALLS = 20;

    private final TestCallee callee = new TestCallee().within(Duration.ofMinutes(5));
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger bodies = new AtomicInteger();

    @Test
    void whatIsRefusedGoesElsewhereOrWaits_andNobodyIsEjectedForIt() throws Exception {
        List<CallServer> servers = List.of(server("a"), server("b"), server("c"));
        List<Background<Void>> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            threads.add(background(() -> {
                for (int i = 0; i < CALLS; i++) {
                    assertThat(call(callee, i)).containsExactly(i + 1);
                }
                return null;
            }));
        }
        // each has room for four, and there are 32
        await().atMost(Duration.ofMinutes(1))
                .until(() -> servers.stream().allMatch(s -> s.load().calls().getOrDefault("overloaded", 0L) > 0));
        gate.countDown();
        threads.forEach(t -> t.result().join());
        assertThat(bodies).hasValue(THREADS * CALLS);
        assertThat(row().remote()).isEqualTo(THREADS * CALLS);
        assertThat(row().failed()).isZero();
        assertThat(row().retries()).isPositive();
        assertThat(caller.state().services().get(0).ejections()).isZero();
    }

    private CallServer server(String id) {
        ServerOptions few = ServerOptions.from(Settings.of(Map.of("workers", "2", "workers.queue", "2")));
        CallServer server = CallServer.start(few, TOKEN, new UnboundedCallRecord());
        toClose.add(server);
        server.serve(new ServedService(TestProvider.SERVICE, TestProvider.DIGEST, List.of(new Adder())));
        registry.add(new Instance(
                id,
                TestProvider.SERVICE,
                "127.0.0.1",
                server.port(),
                Map.of(InstanceMeta.PROTOCOL, Protocol.VERSION, InstanceMeta.DIGEST, TestProvider.DIGEST),
                Instance.Status.PASSING,
                ""));
        return server;
    }

    /** Adds 1, once the gate is open. */
    private final class Adder implements ServedMethod {
        @Override
        public ServiceMethod about() {
            return callee.method();
        }

        @Override
        public MethodCodec codec() {
            return callee.codec();
        }

        @Override
        public Object invoke(Object receiver, Object[] arguments) throws InterruptedException {
            gate.await();
            bodies.incrementAndGet();
            return (Integer) arguments[0] + 1;
        }
    }
}
