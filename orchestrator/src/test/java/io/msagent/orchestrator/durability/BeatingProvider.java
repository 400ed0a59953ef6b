package io.msagent.orchestrator.durability;

import com.sun.net.httpserver.HttpServer;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.Proof;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.Backends;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A small process that registers, beats and answers as a provider does, until it is asked to end. */
public final class BeatingProvider {
    private BeatingProvider() {}

    /** Serves what the environment says. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> env = System.getenv();
        byte[] health = "{\"capacity\":1,\"upMicros\":1}".getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ms/v1/health", exchange -> {
            exchange.sendResponseHeaders(200, health.length);
            exchange.getResponseBody().write(health);
            exchange.close();
        });
        server.start();
        Registry registry = Backends.find()
                .connector()
                .connect(RegistryAccess.of(URI.create(env.get("MS_REGISTRY")), env.get("MS_REGISTRY_TOKEN")));
        Registration registration = new Proof(ClusterToken.of(env.get("MS_TOKEN")))
                .on(new Registration(
                        env.get("MS_INSTANCE") + "-r",
                        env.get("MS_SERVE"),
                        "127.0.0.1",
                        server.getAddress().getPort(),
                        List.of("ms-agent"),
                        Map.of(
                                InstanceMeta.PID,
                                Long.toString(ProcessHandle.current().pid()),
                                InstanceMeta.HOST,
                                InetAddress.getLocalHost().getHostName(),
                                InstanceMeta.DIGEST,
                                "d1",
                                InstanceMeta.SPAWN,
                                env.get("MS_INSTANCE")),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1)));
        CountDownLatch ends = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ends.countDown();
            registry.deregister(registration.id());
        }));
        do {
            try {
                if (!registry.beat(registration.id(), Instance.Status.PASSING, "")) {
                    registry.register(registration, Instance.Status.PASSING);
                }
            } catch (RegistryException e) {
                System.out.println(e.getMessage());
            }
        } while (!ends.await(1, TimeUnit.SECONDS));
    }
}
