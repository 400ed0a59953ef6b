package io.msagent.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.RegistryException.Kind;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.registry.RegistryServerFactory;
import io.msagent.core.registry.RegistryServerFactory.Running;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is the connector's own business, beside the contract. */
class ConsulRegistryTest {
    private HttpServer strange;

    @BeforeEach
    void start() throws Exception {
        strange = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        strange.start();
    }

    @AfterEach
    void stop() {
        strange.stop(0);
    }

    @Test
    void bothHalvesAreFoundAsServices(@TempDir Path folder) throws Exception {
        RegistryServerFactory servers =
                ServiceLoader.load(RegistryServerFactory.class).findFirst().orElseThrow();
        RegistryFactory connectors =
                ServiceLoader.load(RegistryFactory.class).findFirst().orElseThrow();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Running server = servers.start(anyPort, "a-token-of-this-test", folder.resolve("r"));
                Registry registry = connectors.connect(RegistryAccess.of(server.address(), "a-token-of-this-test"))) {
            registry.put("k", new byte[] {1});
            AtomicBoolean heard = new AtomicBoolean();
            registry.watch("s", instances -> heard.set(true), e -> {});
            await().untilTrue(heard);

            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().matches("(ms-agent|OkHttp|Okio).*"))
                    .anyMatch(thread -> thread.getName().equals("ms-agent-watch-s"))
                    .allMatch(Thread::isDaemon);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, rpc error, AWAY, not well",
        "500, No cluster leader, AWAY, No cluster leader",
        "503, overloaded, AWAY, not well",
        "429, too many, AWAY, overloaded",
        "500, invalid session, REFUSED, invalid session",
        "400, Bad request, REFUSED, Bad request",
        "403, Permission denied, REFUSED, registry.token",
        "200, <html>hello</html>, REFUSED, not Consul's"
    })
    void saysWhetherTryingAgainCanHelp(int status, String body, Kind kind, String says) {
        strange.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        URI address = URI.create("http://127.0.0.1:" + strange.getAddress().getPort());
        try (Registry registry = new ConsulRegistryFactory().connect(RegistryAccess.of(address, null))) {
            RegistryException e = Assertions.catchThrowableOfType(
                    RegistryException.class, () -> registry.putIf("some/key", new byte[] {1}, 0));

            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e)
                    .hasMessageContaining(address.toString())
                    .hasMessageContaining("some/key")
                    .hasMessageContaining(says);
        }
    }

    @ParameterizedTest
    @CsvSource({"abc, 3, abc", "abc, 2, ab", "üü, 3, ü", "a😀b, 4, a", "a😀b, 5, a😀", "'', 0, ''"})
    void cutsBetweenCharacters(String text, int bytes, String expected) {
        assertThat(Registrations.cut(text, bytes)).isEqualTo(expected);
    }
}
