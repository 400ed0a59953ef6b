package io.msagent.core.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.msagent.core.server.CallServer;
import io.msagent.core.server.ServedService;
import io.msagent.core.server.ServerOptions;
import io.msagent.core.token.ClusterToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Malformed requests, each over a connection of its own. A body may have run only if an answer says so, and at the end the
 * provider serves as before and has kept nothing.
 *
 * <p>{@code -Dfuzz.requests=N -Dfuzz.seed=S} make more, or others; {@code -Pfuzz} makes many.
 */
@Tag("once")
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_122L);
    private static final ClusterToken TOKEN = ClusterToken.of("a-token-for-the-fuzz");
    private static final Pattern RAN = Pattern.compile("ms-outcome: (returned|threw)\r\n", Pattern.CASE_INSENSITIVE);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String HEAD = " HTTP/1.1\r\nHost: here\r\nAuthorization: " + TOKEN.header() + "\r\n";
    private static final String ORDER =
            "[{\"id\":\"tea\",\"amount\":3,\"price\":1.50,\"next\":null},[\"a\",\"b\"],{\"@class\":\""
                    + Counted.Round.class.getName() + "\",\"radius\":2.0}]";
    private static final Template GOOD = new Template(
            "POST /ms/v1/call/fuzz/price" + HEAD
                    + "Content-Type: application/json\r\nms-call-id: 123e4567-e89b-12d3-a456-426614174000\r\n"
                    + "ms-time-left: 60000\r\nms-digest: d1\r\nms-depth: 1\r\n",
            false,
            ORDER);
    private static final List<Template> TEMPLATES = List.of(
            GOOD,
            new Template(GOOD.head(), true, ORDER),
            new Template("POST /ms/v1/call/fuzz/price" + HEAD, false, ORDER),
            new Template(
                    "GET /ms/v1/hello HTTP/1.1\r\nHost: here\r\nms-challenge: 0123456789abcdef0123456789abcdef\r\n",
                    false,
                    ""),
            new Template("POST /ms/v1/cancel/123e4567-e89b-12d3-a456-426614174000" + HEAD, false, ""),
            new Template("GET /ms/v1/health" + HEAD, false, ""));

    private final Counted counted = new Counted();

    @Test
    void nothingRunsThatWasNotAskedFor() throws Exception {
        ServerOptions options = new ServerOptions("127.0.0.1", 0, 4, 16, 0, 60_000, Duration.ofSeconds(20));
        try (CallServer server = CallServer.start(options, TOKEN, new NoRecord())) {
            server.serve(new ServedService("fuzz", "d1", List.of(counted)));
            for (int i = 0; i < 20; i++) {
                serves(server);
            }
            long files = openFiles();
            long threads = threads();

            Mutations mutations = new Mutations(SEED);
            for (int i = 0; i < REQUESTS; i++) {
                byte[] request = mutations.next(TEMPLATES);
                int before = counted.ran();
                String answers = exchange(server, request);
                assertThat(counted.ran() - before)
                        .as(
                                "bodies that ran; request %d of -Dfuzz.seed=%d:%n%s%nanswers:%n%s",
                                i, SEED, text(request), answers)
                        .isEqualTo(RAN.matcher(answers).results().count());
                assertThat(answers)
                        .as("request %d of -Dfuzz.seed=%d:%n%s", i, SEED, text(request))
                        .doesNotContain("\tat io.", "java.lang.Runtime@");
            }

            serves(server);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(openFiles()).as("open files").isLessThanOrEqualTo(files + 5);
                assertThat(threads()).as("threads").isLessThanOrEqualTo(threads);
                assertThat(server.load().running() + server.load().queued()).isZero();
            });
        }
    }

    private static void serves(CallServer server) throws IOException {
        assertThat(exchange(server, GOOD.bytes())).startsWith("HTTP/1.1 200 ").endsWith("4.50");
    }

    private static String exchange(CallServer server, byte[] request) throws IOException {
        StringBuilder read = new StringBuilder();
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                InputStream in = new BufferedInputStream(socket.getInputStream());
                for (int c = in.read(); c >= 0; c = in.read()) {
                    read.append((char) c);
                }
            } catch (SocketException e) {
                // cut; what came before counts
            }
        }
        return read.toString();
    }

    private static String text(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1);
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ms-agent-"))
                .count();
    }
}
