package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.client.CallStats;
import io.msagent.core.client.Callee;
import io.msagent.core.client.Caller;
import io.msagent.core.client.ClientOptions;
import io.msagent.core.client.HttpTransport;
import io.msagent.core.client.Provision;
import io.msagent.core.config.Settings;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.Subscriptions;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Servers that close while callers use their kept-alive connections, and whose callers hear of it only when they are
 * gone: no call that must not run twice fails, and each runs once.
 */
class ClosingUnderLoadTest {
    private static final int THREADS = 8;
    private static final int CLOSED = 8;

    private final TestMethod once = TestMethod.once("once", arguments -> arguments[0]);
    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private final List<Consumer<List<Instance>>> listeners = new CopyOnWriteArrayList<>();
    private final Caller caller = caller();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicBoolean enough = new AtomicBoolean();

    private Caller caller() {
        Subscriptions registry = (service, listener, onLost) -> {
            listeners.add(listener);
            listener.accept(List.copyOf(instances));
            return () -> {};
        };
        ClientOptions options = ClientOptions.from(Settings.of(Map.of("connect.timeout", "1m")));
        return new Caller(
                registry, ServerFixture.TOKEN, new HttpTransport(options), Provision.NONE, options, new CallStats());
    }

    private ServerFixture server() {
        ServerFixture server = new ServerFixture(ServerFixture.options(4, 100, 10), once);
        int port = server.server.port();
        instances.add(new Instance(
                "test." + port,
                "test",
                "127.0.0.1",
                port,
                Map.of(InstanceMeta.PROTOCOL, Protocol.VERSION, InstanceMeta.DIGEST, ServerFixture.DIGEST),
                Instance.Status.PASSING,
                ""));
        listeners.forEach(listener -> listener.accept(List.copyOf(instances)));
        return server;
    }

    @AfterEach
    void end() {
        enough.set(true);
        caller.close();
    }

    @Test
    void noCallIsLostAndNoneRunsTwice() throws Exception {
        ServerFixture serving = server();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(new Thread(this::callWithoutEnd));
        }
        threads.forEach(Thread::start);
        for (int i = 0; i < CLOSED; i++) {
            ServerFixture next = server();
            long before = answered.get();
            await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() > before + 200 || !failures.isEmpty());
            assertThat(serving.server.drain(Duration.ofMinutes(1))).isZero();
            serving.close();
            instances.remove(0);
            serving = next;
        }
        enough.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        serving.close();
        assertThat(failures).isEmpty();
        assertThat((long) once.started()).isEqualTo(answered.get());
    }

    private void callWithoutEnd() {
        try {
            Callee callee = new Once();
            for (int n = 0; !enough.get(); n++) {
                Object[] result = caller.call(callee, null, new Object[] {n});
                assertThat(result).containsExactly(n);
                answered.incrementAndGet();
            }
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    private final class Once implements Callee {
        @Override
        public ServiceMethod method() {
            return once.about();
        }

        @Override
        public MethodCodec codec() {
            return once.codec();
        }

        @Override
        public String digest() {
            return ServerFixture.DIGEST;
        }

        @Override
        public Object runHere(Object receiver, Object[] arguments) {
            throw new AssertionError("it is not asynchronous");
        }
    }
}
