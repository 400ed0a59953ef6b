package io.msagent.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryServerFactory.Running;
import io.msagent.core.runtime.Beating;
import io.msagent.registry.consul.embedded.EmbeddedRegistryFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A process that serves much, at a registry that takes its time. */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class SlowRegistryTest {
    private static final String TOKEN = "a-token-of-this-test";
    private static final int INSTANCES = 25;
    private static final Duration REQUEST = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Less than it takes to beat for all, one after the other. */
    private static final Duration TTL = Duration.ofSeconds(20);

    private final AtomicInteger beats = new AtomicInteger();

    @Test
    void noInstanceMissesItsTtl(@TempDir Path folder) throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        List<Registration> registrations = IntStream.range(0, INSTANCES)
                .mapToObj(i -> registration("i" + i))
                .toList();
        Set<String> seenPassing = ConcurrentHashMap.newKeySet();
        Set<String> missed = ConcurrentHashMap.newKeySet();
        try (Running server = new EmbeddedRegistryFactory().start(anyPort, TOKEN, folder);
                Registry registry = new ConsulRegistryFactory().connect(RegistryAccess.of(server.address(), TOKEN))) {
            registry.watch(
                    "many",
                    instances -> instances.forEach(instance -> note(instance, seenPassing, missed)),
                    e -> missed.add(e.toString()));
            Beating beating = Beating.start(slow(registry), registrations, () -> "serving", INTERVAL);

            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(seenPassing).hasSize(INSTANCES));
            int before = beats.get();
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(beats).hasValueGreaterThan(before + 2 * INSTANCES));
            assertThat(missed).isEmpty();
            beating.close();
        }
    }

    private static void note(Instance instance, Set<String> seenPassing, Set<String> missed) {
        if (instance.status() == Status.PASSING) {
            seenPassing.add(instance.id());
        } else if (seenPassing.contains(instance.id())) {
            missed.add(instance.id() + " was " + instance.status());
        }
    }

    private Registry slow(Registry registry) {
        return (Registry) Proxy.newProxyInstance(
                Registry.class.getClassLoader(), new Class<?>[] {Registry.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("beat")) {
                        beats.incrementAndGet();
                    }
                    LockSupport.parkNanos(REQUEST.toNanos());
                    try {
                        return method.invoke(registry, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Registration registration(String id) {
        return new Registration(
                id, "many", "127.0.0.1", 7001, List.of("ms-test"), Map.of(), TTL, Duration.ofMinutes(5));
    }
}
