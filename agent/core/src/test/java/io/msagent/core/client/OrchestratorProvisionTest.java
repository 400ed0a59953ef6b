package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.msagent.core.call.Deadline;
import io.msagent.core.client.CallerFixture.Background;
import io.msagent.core.client.Provision.Answer;
import io.msagent.core.config.Settings;
import io.msagent.core.launch.Launch;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.TlsMatch;
import io.msagent.core.wire.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrchestratorProvisionTest {
    private final FakeRegistry registry = new FakeRegistry();
    private final HttpTransport transport = new HttpTransport(ClientOptions.from(Settings.of(Map.of())));
    private final OrchestratorProvision provision = new OrchestratorProvision(
            registry,
            CallerFixture.TOKEN,
            new TlsMatch(false),
            transport,
            method -> new Launch(
                    List.of("java", "-jar", "app.jar"), "/work", Map.of("LANG", "C"), List.of("com.acme.Adder")),
            method -> "d1");
    private final BlockingQueue<JsonNode> requests = new LinkedBlockingQueue<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private HttpServer orchestrator;
    private volatile int status = 200;
    private volatile String body = "{}";

    @BeforeEach
    void start() throws IOException {
        orchestrator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        orchestrator.createContext(Protocol.PROVIDE_PATH, exchange -> {
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            boolean known =
                    CallerFixture.TOKEN.matches(exchange.getRequestHeaders().getFirst("Authorization"));
            requests.add(TestCodec.JSON.readTree(exchange.getRequestBody()));
            if (status == 0) {
                await();
            }
            exchange.sendResponseHeaders(known ? status : 401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        orchestrator.start();
    }

    private void await() {
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void asksWithTheWholeLaunch() throws Exception {
        register(Instance.Status.PASSING);
        assertThat(provide()).isInstanceOf(Answer.Provided.class);
        JsonNode request = requests.take();
        assertThat(request.get("service").asText()).isEqualTo("adding");
        assertThat(request.get("digest").asText()).isEqualTo("d1");
        assertThat(request.get("millis").asLong()).isBetween(1L, 20_000L);
        assertThat(request.get("launch").get("command")).hasSize(3);
        assertThat(request.get("launch").get("environment").get("LANG").asText())
                .isEqualTo("C");
        assertThat(request.get("launch").get("classes").get(0).asText()).isEqualTo("com.acme.Adder");
    }

    @Test
    void passesTheReasonOn() throws Exception {
        register(Instance.Status.PASSING);
        status = 502;
        body = "{\"title\":\"it died\",\"more\":{\"detail\":\"not this\"},\"detail\":\"exit 1: no such class\"}";
        assertThat(provide())
                .isEqualTo(new Answer.Failed(
                        "the orchestrator at 127.0.0.1:" + port() + " answered status 502: exit 1: no such class"));
        status = 500;
        body = "<html>";
        assertThat(((Answer.Failed) provide()).why()).endsWith("status 500");
    }

    @Test
    void saysThatTheTokenIsNotAccepted() throws Exception {
        register(Instance.Status.PASSING);
        status = 403;
        assertThat(((Answer.Failed) provide()).why()).contains("token", "MS_TOKEN");
    }

    @Test
    void nobodyToAsk() throws Exception {
        assertThat(((Answer.Nobody) provide()).why()).contains("no orchestrator is registered");
        register(Instance.Status.PASSING);
        orchestrator.stop(0);
        assertThat(((Answer.Nobody) provide()).why()).contains("127.0.0.1:" + port(), "does not answer");
        registry.away(true);
        assertThat(((Answer.Nobody) provide()).why()).contains("the registry is away");
        assertThat(requests).isEmpty();
    }

    @Test
    void anOrchestratorWithoutAProofIsNotAsked() throws Exception {
        registry.add(
                new Instance("o", "ms-orchestrator", "127.0.0.1", port(), Map.of(), Instance.Status.PASSING, "acts"));
        assertThat(provide()).isInstanceOf(Answer.Nobody.class);
        assertThat(requests).isEmpty();
    }

    @Test
    void canBeInterrupted() throws Exception {
        register(Instance.Status.PASSING);
        status = 0;
        Background<Boolean> asking = CallerFixture.background(() -> {
            try {
                provide();
                return false;
            } catch (InterruptedException e) {
                return true;
            }
        });
        requests.take();
        asking.thread().interrupt();
        assertThat(asking.result().join()).isTrue();
    }

    private Answer provide() throws InterruptedException {
        return provision.provide(new TestCallee().method(), Deadline.after(Duration.ofSeconds(20)));
    }

    private int port() {
        return orchestrator.getAddress().getPort();
    }

    private void register(Instance.Status state) {
        registry.add(Proven.instance("o", "ms-orchestrator", port(), state));
    }

    @AfterEach
    void end() {
        held.countDown();
        orchestrator.stop(0);
        transport.close();
        registry.close();
    }
}
