package io.msagent.orchestrator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.Proof;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.RegistryServerFactory;
import io.msagent.core.token.ClusterToken;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets {@link FakeProvider}s, which are other processes, into a {@link MemoryRegistry}. */
public final class RegistryDoor implements RegistryServerFactory.Running {
    /** The registries of this JVM by address. */
    static final Map<URI, MemoryRegistry> REGISTRIES = new ConcurrentHashMap<>();

    private final HttpServer server;
    private final MemoryRegistry registry;
    private final Proof proof;

    RegistryDoor(InetSocketAddress address, MemoryRegistry registry, ClusterToken token) throws IOException {
        this.proof = new Proof(token);
        this.registry = registry;
        this.server = HttpServer.create(address, 0);
        server.createContext("/register", this::register);
        server.createContext("/deregister", this::deregister);
        server.start();
        REGISTRIES.put(address(), registry);
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void register(HttpExchange exchange) throws IOException {
        Properties p = read(exchange);
        registry.register(proof.on(new Registration(
                p.getProperty("id"),
                p.getProperty("service"),
                "127.0.0.1",
                Integer.parseInt(p.getProperty("port")),
                List.of("ms-agent"),
                meta(p),
                Duration.ofSeconds(3),
                Duration.ofMinutes(1))));
        registry.beat(p.getProperty("id"), Instance.Status.PASSING, "idle");
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private void deregister(HttpExchange exchange) throws IOException {
        registry.deregister(read(exchange).getProperty("id"));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static Map<String, String> meta(Properties p) {
        return Stream.of(
                        InstanceMeta.PID,
                        InstanceMeta.HOST,
                        InstanceMeta.DIGEST,
                        InstanceMeta.SPAWN,
                        InstanceMeta.STATEFUL,
                        InstanceMeta.STATE,
                        InstanceMeta.STOP_MILLIS)
                .filter(name -> p.getProperty(name) != null)
                .collect(Collectors.toMap(name -> name, p::getProperty));
    }

    private static Properties read(HttpExchange exchange) throws IOException {
        Properties properties = new Properties();
        properties.load(exchange.getRequestBody());
        return properties;
    }
}
