package io.msagent.orchestrator.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.model.Keeping;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an instance says of its state is heard, also while it drains, and whatever it says. */
class KeepingTest {
    private static final String ONE = "019a0000-0000-7000-8000-000000000001";

    @Test
    void ofOneServiceAndNotOfTheOther() throws IOException {
        byte[] answer = answer("{\"partitions\":21,\"keys\":3,\"waiting\":2,\"open\":1,\"transactions\":[\"" + ONE
                + "\"],\"quiescing\":true}");

        assertThat(HealthAnswer.parse(answer, "s").keeping()).isEqualTo(new Keeping(21, 3, 2, 1, List.of(ONE), true));
        assertThat(HealthAnswer.parse(answer, "t").keeping()).isNull();
    }

    @Test
    void nonsenseIsNoFigure() throws IOException {
        String ids = IntStream.range(0, 30).mapToObj(i -> "\"ab-" + i + "\"").collect(Collectors.joining(","));

        assertThat(HealthAnswer.parse(answer("7"), "s").keeping()).isNull();
        assertThat(HealthAnswer.parse(answer("{}"), "s").keeping())
                .isEqualTo(new Keeping(0, 0, 0, 0, List.of(), false));
        assertThat(HealthAnswer.parse(answer("{\"partitions\":-3,\"transactions\":[\"\\u001b[2J\",{}]}"), "s")
                        .keeping())
                .isEqualTo(new Keeping(0, 0, 0, 0, List.of(), false));
        Keeping many = HealthAnswer.parse(answer("{\"open\":30,\"transactions\":[" + ids + "]}"), "s")
                .keeping();
        assertThat(many).isNotNull();
        assertThat(many.transactions()).hasSize(20);
        assertThat(many.open()).isEqualTo(30);
    }

    @Test
    void oneThatDrainsSaysWhatItWaitsFor() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = answer("{\"open\":1,\"transactions\":[\"" + ONE + "\"],\"quiescing\":true}");
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(503, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        Target target = new Target(
                "s",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ms/v1/health"),
                Duration.ofSeconds(30),
                0);
        try (Questions questions =
                new Questions(ClusterToken.of("0123456789abcdef"), null, new SteadyClock(), () -> {})) {
            questions.ask(target);

            await().atMost(Duration.ofMinutes(1)).until(() -> target.keeping() != null);
            assertThat(target.keeping()).isEqualTo(new Keeping(0, 0, 0, 1, List.of(ONE), true));
        } finally {
            server.stop(0);
        }
    }

    private static byte[] answer(String stateful) {
        return ("{\"capacity\":4,\"services\":{\"s\":{\"calls\":1,\"stateful\":" + stateful + "},\"t\":{\"calls\":1}}}")
                .getBytes(UTF_8);
    }
}
