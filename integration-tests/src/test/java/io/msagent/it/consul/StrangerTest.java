package io.msagent.it.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.msagent.it.kit.Orchestrator;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An open Consul, in which a stranger has registered an instance and an orchestrator of his own. */
@ExtendWith(RealConsul.class)
class StrangerTest {
    @TempDir
    Path folder;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private HttpServer stranger;

    @BeforeEach
    void listen() throws IOException {
        stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            received.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        stranger.start();
    }

    @AfterEach
    void close() {
        stranger.stop(0);
    }

    private void register(ConsulNode consul, String service) throws Exception {
        byte[] body = new ObjectMapper()
                .writeValueAsBytes(Map.of(
                        "ID",
                        "a-strangers-" + service,
                        "Name",
                        service,
                        "Address",
                        "127.0.0.1",
                        "Port",
                        stranger.getAddress().getPort(),
                        "Tags",
                        List.of("ms-agent"),
                        "Meta",
                        Map.of("protocol", "1", "class", "kitchen.Ticker", "proof", "0".repeat(64))));
        HttpRequest request = HttpRequest.newBuilder(consul.address().resolve("/v1/agent/service/register"))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void isToldNothing() throws Exception {
        try (ConsulNode consul = ConsulNode.dev(folder.resolve("consul"))) {
            register(consul, Ticking.SERVICE);
            register(consul, "ms-orchestrator");
            try (Orchestrator orchestrator = Orchestrator.start(
                            folder, "--consul", consul.address().toString());
                    Ticking ticker = new Ticking(
                            folder, orchestrator.settings("timeout=120s", "fallback=none", "compat=any"), Map.of())) {
                assertThat(ticker.awaitProcessOtherThan(0)).isNotEqualTo(ticker.pid());

                await("the orchestrator shows the stranger's instance")
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> orchestrator.status().findParents("id").stream()
                                .anyMatch(instance -> instance.get("id")
                                                .asText()
                                                .equals("a-strangers-ticking")
                                        && instance.get("state").asText().equals("quarantined")
                                        && instance.get("reason").asText().contains("no valid proof")));
                String address = "127.0.0.1:" + stranger.getAddress().getPort();
                assertThat(ticker.said().lines())
                        .as("one line for each")
                        .hasSize(2)
                        .allMatch(line -> line.contains(address) && line.contains("no valid proof"))
                        .anyMatch(line -> line.contains("a-strangers-ticking"))
                        .anyMatch(line -> line.contains("a-strangers-ms-orchestrator"));
                assertThat(received).isEmpty();
            }
        }
    }
}
