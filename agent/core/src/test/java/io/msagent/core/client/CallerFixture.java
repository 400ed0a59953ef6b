package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.config.Settings;
import io.msagent.core.token.ClusterToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

/** A caller with its registry, and whatever providers a test starts; all ended after it. */
abstract class CallerFixture {
    static final ClusterToken TOKEN = ClusterToken.of("0123456789abcdef");
    /** A machine that stands still for some seconds makes no greeting fail. */
    private static final Map<String, String> SETTINGS =
            Map.of("retry.backoff", "5ms", "retry.backoff.max", "50ms", "connect.timeout", "1m");

    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    final FakeRegistry registry = new FakeRegistry();
    final CallStats stats = new CallStats();
    final AtomicInteger asked = new AtomicInteger();
    final List<AutoCloseable> toClose = new ArrayList<>();
    volatile Provision provision = (method, deadline) -> new Provision.Answer.Nobody("there is no orchestrator");
    final ClientOptions options = ClientOptions.from(Settings.of(SETTINGS));
    final Caller caller = new Caller(registry, TOKEN, new HttpTransport(options), this::provide, options, stats);

    private Provision.Answer provide(ServiceMethod method, Deadline deadline) throws InterruptedException {
        asked.incrementAndGet();
        return provision.provide(method, deadline);
    }

    /** A provider that is registered. */
    TestProvider provider(String id) {
        TestProvider provider = unregistered(id);
        registry.add(provider.instance());
        return provider;
    }

    TestProvider unregistered(String id) {
        TestProvider provider = new TestProvider(id);
        toClose.add(provider);
        return provider;
    }

    /** Another caller, of the same registry, with settings of its own in pairs; closed after the test. */
    Caller callerWith(String... pairs) {
        Map<String, String> texts = new HashMap<>(SETTINGS);
        for (int i = 0; i < pairs.length; i += 2) {
            texts.put(pairs[i], pairs[i + 1]);
        }
        ClientOptions own = ClientOptions.from(Settings.of(texts));
        Caller other = new Caller(registry, TOKEN, new HttpTransport(own), this::provide, own, stats);
        toClose.add(0, other);
        return other;
    }

    Object[] call(TestCallee callee, Object... arguments) throws Exception {
        return call(caller, callee, arguments);
    }

    static Object[] call(Caller by, TestCallee callee, Object... arguments) throws Exception {
        try {
            return by.call(callee, null, arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Runs something on a thread of its own. */
    static <T> Background<T> background(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new Background<>(thread, result);
    }

    record Background<T>(Thread thread, CompletableFuture<T> result) {}

    CallStats.Row row() {
        return stats.snapshot().get(0);
    }

    @AfterEach
    void end() throws Exception {
        caller.close();
        registry.close();
        for (AutoCloseable one : toClose) {
            one.close();
        }
    }
}
