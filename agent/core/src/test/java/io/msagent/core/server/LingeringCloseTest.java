package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender that is refused while it still sends gets to see why. */
class LingeringCloseTest {
    private static final int PIECES = 80;
    private static final int PIECE_BYTES = 16_384;
    private static final Duration PATIENT = Duration.ofSeconds(60);

    private final TestMethod echo = TestMethod.of("echo", arguments -> arguments[0]);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everySlowSenderOfTooMuchGetsItsAnswer(boolean announced) throws Exception {
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1_000, PATIENT), echo)) {
            for (int i = 0; i < 60; i++) {
                try (Socket socket = server.socket()) {
                    send(socket, announced);
                    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                    assertThat(answer)
                            .as("round %d", i)
                            .startsWith("HTTP/1.1 413 ")
                            .contains("wire.max-bytes");
                }
            }
            assertThat(server.call("echo", 1).body()).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsLargeButAllowedIsTaken(boolean announced) throws Exception {
        byte[] large = new byte[5_000_000];
        Arrays.fill(large, (byte) ' ');
        large[0] = '[';
        large[1] = '1';
        large[large.length - 1] = ']';
        try (ServerFixture server = new ServerFixture(ServerFixture.options(large.length, PATIENT), echo)) {
            BodyPublisher body = announced
                    ? BodyPublishers.ofByteArray(large)
                    : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
            assertThat(server.send(server.request("echo").POST(body)).body()).isEqualTo("1");
        }
    }

    @Test
    void aSenderThatNeverEndsIsCut() throws Exception {
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1_000, Duration.ofMillis(300)), echo);
                Socket socket = server.socket()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("Content-Length: 9000000000\r\n"));
            byte[] piece = new byte[PIECE_BYTES];
            long sent = 0;
            try {
                for (; sent < 9_000_000_000L; sent += PIECE_BYTES) {
                    out.write(piece);
                }
            } catch (IOException e) {
                // cut
            }
            assertThat(sent).isLessThan(9_000_000_000L);
            assertThat(server.call("echo", 1).body()).isEqualTo("1");
        }
    }

    private static void send(Socket socket, boolean announced) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(head(
                announced ? "Content-Length: " + PIECES * PIECE_BYTES + "\r\n" : "Transfer-Encoding: chunked\r\n"));
        byte[] piece = new byte[PIECE_BYTES];
        for (int i = 0; i < PIECES; i++) {
            if (!announced) {
                out.write((Integer.toHexString(PIECE_BYTES) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            out.write(piece);
            if (!announced) {
                out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            Thread.yield();
        }
        if (!announced) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static byte[] head(String length) {
        String head = "POST /ms/v1/call/test/echo HTTP/1.1\r\nHost: here\r\nAuthorization: "
                + ServerFixture.TOKEN.header() + "\r\n" + length + "\r\n";
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }
}
