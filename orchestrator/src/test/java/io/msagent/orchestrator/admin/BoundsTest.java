package io.msagent.orchestrator.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes too much or too long. */
class BoundsTest {
    @TempDir
    Path folder;

    private Served served;

    @BeforeEach
    void start() throws Exception {
        served = new Served(folder, Desk.HOST);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ms/v1/services/pricing/scale", "/ms/v1/provide", "/ms/v1/locate", "/ms/v1/stop"})
    void aLargeBodyIsRefusedWhetherOrNotItIsAnnounced(String path) throws Exception {
        byte[] large = " ".repeat((1 << 20) + 1).getBytes(StandardCharsets.US_ASCII);
        HttpRequest.BodyPublisher announced = HttpRequest.BodyPublishers.ofByteArray(large);
        HttpRequest.BodyPublisher chunked = HttpRequest.BodyPublishers.fromPublisher(announced);
        for (HttpRequest.BodyPublisher body : List.of(announced, chunked)) {
            HttpResponse<String> answer = served.send(served.request(path).POST(body));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("bytes (expected: at most so many)");
        }
        assertThat(served.stops).isEmpty();
    }

    @Test
    void aBodyInManyPiecesArrives() throws Exception {
        HttpRequest.BodyPublisher pieces = HttpRequest.BodyPublishers.ofByteArrays(
                List.of("{\"cou".getBytes(StandardCharsets.US_ASCII), "nt\":2}".getBytes(StandardCharsets.US_ASCII)));
        assertThat(served.send(served.request("/ms/v1/services/pricing/scale").POST(pieces))
                        .statusCode())
                .isEqualTo(202);
        assertThat(served.desk.wishes).containsExactly("scale pricing Policy[min=2, max=2, idle=null]");
    }

    @Test
    void aGetHasNoBody() throws Exception {
        HttpResponse<String> answer =
                served.send(served.request("/ms/v1/status").method("GET", HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    /** All at a time, because each takes as long as may be taken. */
    @Test
    void whoIsTooSlowIsCut() throws Exception {
        String host = "Host: localhost:" + served.server.address().getPort() + "\r\n";
        assertCut(
                "",
                "GET /ms/v1/status HTT",
                "GET / HTTP/1.1\r\nHost: localhost",
                "POST /ms/v1/services/pricing/scale HTTP/1.1\r\n" + host + "Authorization: " + Served.TOKEN.header()
                        + "\r\nContent-Length: 10\r\n\r\n{");
        assertThat(served.desk.wishes).isEmpty();
    }

    @Test
    void whatTwoReadersMightReadDifferentlyBreaksTheConnection() throws Exception {
        assertCut("GET /ms/v1/status HTTP/1.1\nHost: localhost\n\n");
    }

    private void assertCut(String... sent) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (String text : sent) {
            Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), served.server.address().getPort());
            socket.setSoTimeout((int) Duration.ofMinutes(2).toMillis());
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        for (Socket socket : sockets) {
            try (socket) {
                assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            } catch (SocketException e) {
                assertThat(e).hasMessageContaining("reset");
            }
        }
    }

    @Test
    void streamsAreBounded() throws Exception {
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < Streams.MOST; i++) {
            open.add(served.open(served.request("/ms/v1/stream")).body());
        }
        HttpResponse<String> refused = served.get("/ms/v1/stream");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("streams: 32 are open");
        open.get(0).close();
        // that one has gone is noticed when something is sent to it
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            served.desk.happened("e-" + System.nanoTime(), "dead");
            HttpResponse<InputStream> again = served.open(served.request("/ms/v1/stream"));
            again.body().close();
            return again.statusCode() == 200;
        });
        for (InputStream stream : open) {
            stream.close();
        }
    }

    @Test
    void whoFollowsAQuietLogAndGoesLeavesRoomForOthers() throws Exception {
        Files.writeString(folder.resolve(Desk.INSTANCE + ".log"), "one\n");
        String path = "/ms/v1/logs/" + Desk.INSTANCE + "?follow=true";
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < LogStreams.MOST_FOLLOWED; i++) {
            open.add(served.open(served.request(path)).body());
        }
        assertThat(served.get(path).body()).contains("followed logs: 32 are open");
        assertThat(served.get("/ms/v1/status").statusCode()).isEqualTo(200);
        try (InputStream other = served.open(served.request("/ms/v1/stream")).body()) {
            assertThat(other.read()).as("has room of its own").isNotNegative();
        }
        for (InputStream log : open) {
            log.close();
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            HttpResponse<InputStream> again = served.open(served.request(path));
            again.body().close();
            return again.statusCode() == 200;
        });
    }

    @Test
    void aClosedServerIsGone() {
        served.close();
        assertThat(served.desk.listeners()).isZero();
        assertThatThrownBy(() -> served.get("/ms/v1/status")).isInstanceOf(IOException.class);
    }
}
