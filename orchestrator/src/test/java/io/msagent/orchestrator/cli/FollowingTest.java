package io.msagent.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.store.AdminTls;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.StateFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who follows, and an admin address that cannot always answer. */
class FollowingTest {
    @TempDir
    Path folder;

    private final Deque<Answer> answers = new ArrayDeque<>();
    private StateFolder state;
    private HttpServer server;
    private Cli cli;

    private record Answer(String path, int status, String body) {}

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Path token = folder.resolve("token");
        assertThat(ClusterToken.readOrCreate(token)).isNotNull();
        state = StateFolder.take(folder.resolve("state"), 1);
        state.publish(new OrchestratorInfo(
                "http://127.0.0.1:1",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                token.toString(),
                ProcessHandle.current().pid(),
                "",
                AdminTls.NONE));
        cli = new Cli(folder.resolve("state"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        state.close();
    }

    @Test
    void aRegistryThatIsTakenOverEndsNoEvents() {
        answers.addAll(List.of(
                new Answer("/ms/v1/events", 200, "{\"events\":[]}"),
                new Answer("/ms/v1/stream", 503, "{\"detail\":\"registry: away\"}"),
                new Answer("/ms/v1/stream", 429, "{\"detail\":\"too many\"}"),
                new Answer(
                        "/ms/v1/stream",
                        200,
                        "event: event\ndata: {\"id\":\"7\",\"service\":\"pricing\",\"to\":\"up\"}\n\n"),
                new Answer("/ms/v1/stream", 400, "{\"detail\":\"enough\"}")));
        Cli.Ran ran = cli.run("events", "-f");
        assertThat(ran.out()).contains("pricing  up");
        assertThat(ran.err()).isEqualTo("(registry: away; asking again)\n(too many; asking again)\nenough\n");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(answers).isEmpty();
    }

    @Test
    void anOrchestratorThatHasJustStartedKnowsNoInstanceYet() {
        answers.addAll(List.of(
                new Answer("/ms/v1/logs/pricing", 200, "one\n"),
                new Answer("/ms/v1/instances/pricing-1", 404, "{\"detail\":\"none\"}"),
                new Answer("/ms/v1/logs/pricing-1", 404, "{\"detail\":\"none\"}"),
                new Answer("/ms/v1/logs/pricing-1", 502, "{\"detail\":\"its host is silent\"}"),
                new Answer("/ms/v1/logs/pricing-1", 200, "two\n"),
                new Answer("/ms/v1/instances/pricing-1", 200, "{\"state\":\"retired\"}")));
        Cli.Ran ran = cli.run("logs", "-f", "pricing");
        assertThat(ran.out()).isEqualTo("one\ntwo\n");
        assertThat(ran.err()).contains("pricing-1 is not known", "its host is silent; asking again");
        assertThat(ran.code()).isZero();
        assertThat(answers).isEmpty();
    }

    @Test
    void whoIsNotAnsweredTheFirstTimeDoesNotWait() {
        answers.add(new Answer("/ms/v1/logs/pricing", 503, "{\"detail\":\"32 streams are open\"}"));
        Cli.Ran ran = cli.run("logs", "-f", "pricing");
        assertThat(ran.err()).isEqualTo("32 streams are open\n");
        assertThat(ran.code()).isEqualTo(1);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        Answer next = answers.remove();
        String path = exchange.getRequestURI().getPath();
        byte[] body = (path.equals(next.path()) ? next.body() : "{\"detail\":\"unexpected: " + path + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("ms-log-instance", "pricing-1");
        exchange.sendResponseHeaders(path.equals(next.path()) ? next.status() : 500, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
