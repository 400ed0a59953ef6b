package io.msagent.orchestrator.control;

import com.sun.net.httpserver.HttpServer;
import io.msagent.core.launch.Launch;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.Backends;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.observe.Children;
import io.msagent.orchestrator.observe.Observation;
import io.msagent.orchestrator.observe.Observer;
import io.msagent.orchestrator.observe.Probes;
import io.msagent.orchestrator.observe.SteadyClock;
import io.msagent.orchestrator.observe.Watches;
import io.msagent.orchestrator.plan.Lifecycle;
import io.msagent.orchestrator.plan.Planner;
import io.msagent.orchestrator.spawn.process.ProcessSpawner;
import io.msagent.orchestrator.store.HostRecord;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.ProcessRecord;
import io.msagent.orchestrator.store.Seal;
import io.msagent.orchestrator.store.SpawnRecord;
import io.msagent.orchestrator.store.Store;
import io.msagent.orchestrator.store.StoredLaunch;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a round of the control loop costs at 10, 100 and 1,000 services of two instances each, over a real embedded registry:
 * the read of the registry, and all the rest. Run by its main method.
 */
public final class LoopCost {
    private static final String TOKEN = "0123456789abcdef";
    private static final int ROUNDS = 40;
    private static final long PAUSE_MILLIS = 100;

    private LoopCost() {}

    /** Prints a line for each size. */
    public static void main(String[] arguments) throws Exception {
        for (int services : new int[] {10, 10, 100, 1_000}) { // the first is the warm-up
            measure(services);
        }
        System.exit(0);
    }

    private static void measure(int services) throws Exception {
        Path folder = Files.createTempDirectory("loop-cost");
        Backends backends = Backends.find();
        HttpServer health = health();
        try (var server = backends.server()
                        .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TOKEN, folder);
                Registry registry = backends.connector().connect(RegistryAccess.of(server.address(), TOKEN));
                var spawner = new ProcessSpawner(folder, 1_000_000, 1)) {
            Store store = new Store(registry, new Seal(ClusterToken.of(TOKEN)));
            fill(services, health.getAddress().getPort(), registry, store);
            Limits limits = Limits.standard(Duration.ofMinutes(1), Duration.ofSeconds(10));
            SteadyClock time = new SteadyClock();
            Probes probes =
                    new Probes(ClusterToken.of(TOKEN), null, limits.scaling().window(), time, () -> {});
            Watches watches = new Watches(registry, registry, () -> {});
            Observer observer = new Observer(
                    registry,
                    store,
                    new Children(spawner, "here", () -> {}),
                    watches,
                    probes,
                    new Lifecycle(limits),
                    Policy.standard(),
                    "ms-orchestrator");
            Planner planner = new Planner(limits);
            Observation seen = observer.observe(time.now(), true);
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
            while (serving(seen) < 2L * services && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                seen = observer.observe(time.now(), true);
            }
            long[] whole = new long[ROUNDS];
            long[] read = new long[ROUNDS];
            int actions = 0;
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                store.read();
                registry.services("ms-agent");
                read[i] = System.nanoTime() - start;
                start = System.nanoTime();
                seen = observer.observe(time.now(), true);
                actions += planner.plan(seen.snapshot(), time.now()).size();
                whole[i] = System.nanoTime() - start;
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%5d services, %d serve: round %.1f ms, of it reading the registry %.1f ms (medians of %d); %d actions%n",
                    services,
                    serving(seen),
                    median(whole),
                    median(read),
                    ROUNDS,
                    actions);
            watches.close();
            probes.close();
        } finally {
            health.stop(0);
        }
    }

    private static void fill(int services, int port, Registry registry, Store store) {
        store.save(Kind.HOST, "there", new HostRecord(8, 1L << 34, 1L << 33, "o"));
        for (int s = 0; s < services; s++) {
            String service = "service-" + s;
            Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "PADDING", "x".repeat(2_000));
            store.save(
                    Kind.LAUNCH,
                    service,
                    new StoredLaunch(
                            service,
                            "d1",
                            new Launch(List.of("/bin/java", "-jar", "shop.jar"), "/", environment, List.of())));
            store.save(Kind.DESIRED, service, new Kind.Count(2));
            for (String id : List.of(service + "-aaaaaa", service + "-bbbbbb")) {
                store.save(
                        Kind.SPAWN,
                        id,
                        new SpawnRecord(
                                id, service, "d1", "there", "o", "2026-01-01T00:00:00Z", "", SpawnRecord.Halt.NONE));
                store.save(
                        Kind.PROCESS,
                        id,
                        ProcessRecord.intent("o").with(1, Instant.EPOCH).thatServed());
                registry.register(
                        new Registration(
                                id + "-r",
                                service,
                                "127.0.0.1",
                                port,
                                List.of("ms-agent"),
                                Map.of(InstanceMeta.SPAWN, id, InstanceMeta.DIGEST, "d1"),
                                Duration.ofHours(1),
                                Duration.ofHours(1)),
                        Instance.Status.PASSING);
            }
        }
    }

    private static long serving(Observation seen) {
        return seen.snapshot().services().stream()
                .flatMap(s -> s.instances().stream())
                .filter(i -> i.state().serves())
                .count();
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }

    private static HttpServer health() throws Exception {
        byte[] body = "{\"running\":0,\"queued\":0,\"capacity\":4,\"busyMicros\":1,\"upMicros\":10,\"services\":{}}"
                .getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
