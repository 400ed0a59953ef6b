package io.msagent.core.server;

import static io.msagent.core.server.ServerFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallServerTransportTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration IMPATIENT = Duration.ofMillis(300);

    private final TestMethod echo = TestMethod.of("echo", arguments -> arguments[0]);

    private static String head(String more) {
        return "POST /ms/v1/call/test/echo HTTP/1.1\r\nHost: here\r\nAuthorization: " + ServerFixture.TOKEN.header()
                + "\r\n" + more + "\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads until the text has come. */
    private static String readUntil(Socket socket, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (read.indexOf(end) < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed after: " + read);
            }
            read.append((char) c);
        }
        return read.toString();
    }

    /** Whatever comes until the server is done with the connection, in whichever way. */
    private static String readToEnd(Socket socket) throws IOException {
        StringBuilder read = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                read.append((char) c);
            }
        } catch (SocketException e) {
            read.append("[reset]");
        }
        return read.toString();
    }

    @Test
    void aSlowSenderHoldsNoWorker() throws Exception {
        // one worker
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1_000, PATIENT), echo);
                Socket slow = server.socket()) {
            write(slow, head("Content-Length: 7\r\n") + "[\"a");
            assertThat(server.call("echo", 1).body()).isEqualTo("1");
            write(slow, "bc\"]");
            assertThat(readUntil(slow, "\"abc\"")).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"body", "head", "first line"})
    void aSenderThatStopsIsCut(String where) throws Exception {
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1_000, IMPATIENT), echo);
                Socket slow = server.socket()) {
            String whole = head("Content-Length: 7\r\n") + "[\"a";
            write(
                    slow,
                    switch (where) {
                        case "body" -> whole;
                        case "head" -> whole.substring(0, 60);
                        default -> whole.substring(0, 6);
                    });
            assertThat(readToEnd(slow)).doesNotContain("200 OK");
        }
        assertThat(echo.started()).isZero();
    }

    @Test
    void aSenderThatDripsIsCutAllTheSame() throws Exception {
        try (ServerFixture server = new ServerFixture(ServerFixture.options(100_000, IMPATIENT), echo);
                Socket slow = server.socket()) {
            write(slow, head("Content-Length: 50000\r\n") + "[\"");
            CompletableFuture<Void> dripping = CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        write(slow, "a");
                        Thread.yield();
                    }
                } catch (IOException e) {
                    // cut
                }
            });
            assertThat(readToEnd(slow)).doesNotContain("200 OK");
            slow.close();
            dripping.join();
        }
        assertThat(echo.started()).isZero();
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1_000, PATIENT), echo)) {
            byte[] large = new byte[5_000_000];
            Arrays.fill(large, (byte) ' ');
            for (boolean announced : new boolean[] {true, false}) {
                HttpResponse<String> answer = server.send(server.request("echo")
                        .POST(
                                announced
                                        ? BodyPublishers.ofByteArray(large)
                                        : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
                assertThat(outcome(answer)).isEqualTo("413 not-started bad-request");
                assertThat(answer.body()).contains("at most 1000 bytes", "wire.max-bytes");
            }
            byte[] fits = Arrays.copyOf(large, 1_000);
            fits[0] = '[';
            fits[1] = '1';
            fits[999] = ']';
            assertThat(server.send(server.request("echo").POST(BodyPublishers.ofByteArray(fits)))
                            .body())
                    .isEqualTo("1");
        }
        assertThat(echo.started()).isEqualTo(1);
    }

    @Test
    void aSenderOfABodyThatIsTooLargeMayNotGoOnForEver() throws Exception {
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1_000, IMPATIENT), echo);
                Socket socket = server.socket()) {
            write(socket, head("Content-Length: 2000000000\r\n"));
            assertThat(readToEnd(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void theAnnouncedLengthTakesNoMemory() throws Exception {
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1 << 30, PATIENT), echo);
                Socket a = server.socket();
                Socket b = server.socket()) {
            // more than the heap, if it were taken
            write(a, head("Content-Length: 1000000000\r\n") + "[");
            write(b, head("Content-Length: 1000000000\r\n") + "[");
            assertThat(server.call("echo", 1).body()).isEqualTo("1");
        }
    }

    @Test
    void aChunkedBodyIsTaken() throws Exception {
        try (ServerFixture server = ServerFixture.with(echo);
                Socket socket = server.socket()) {
            write(socket, head("Transfer-Encoding: chunked\r\n") + "3\r\n[\"a\r\n");
            write(socket, "4\r\nbc\"]\r\n0\r\n\r\n");
            assertThat(readUntil(socket, "\"abc\"")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aSenderThatWaitsForContinueGetsIt() throws Exception {
        try (ServerFixture server = ServerFixture.with(echo);
                Socket socket = server.socket()) {
            write(socket, head("Content-Length: 5\r\nExpect: 100-continue\r\n"));
            assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            write(socket, "[\"a\"]");
            assertThat(readUntil(socket, "\"a\"")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aSenderThatWaitsForContinueIsRefusedWithoutSending() throws Exception {
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1_000, IMPATIENT), echo);
                Socket socket = server.socket()) {
            write(socket, head("Content-Length: 50000\r\nExpect: 100-continue\r\n"));
            assertThat(readToEnd(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aConnectionIsKeptOverCallsAndRefusals() throws Exception {
        try (ServerFixture server = ServerFixture.with(echo);
                Socket socket = server.socket()) {
            for (int i = 0; i < 3; i++) {
                write(socket, head("Content-Length: 3\r\n") + "[" + i + "]");
                assertThat(readUntil(socket, "\r\n\r\n" + i)).startsWith("HTTP/1.1 200 ");
                write(socket, head("Content-Length: 3\r\n").replace("echo", "none") + "[" + i + "]");
                assertThat(readUntil(socket, "\"}")).startsWith("HTTP/1.1 404 ");
            }
        }
    }

    @Test
    void callsSentAheadAreAnsweredInTurn() throws Exception {
        try (ServerFixture server = ServerFixture.with(echo);
                Socket socket = server.socket()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                requests.append(head("Content-Length: 6\r\n"))
                        .append("[")
                        .append(1_000 + i)
                        .append("]");
            }
            write(socket, requests.toString());
            String answers = readUntil(socket, "\r\n\r\n1019");
            for (int i = 1; i < 20; i++) {
                assertThat(answers.indexOf("\r\n\r\n" + (1_000 + i)))
                        .isGreaterThan(answers.indexOf("\r\n\r\n" + (999 + i)));
            }
        }
        assertThat(echo.started()).isEqualTo(20);
    }

    @Test
    void aLargeAnswerGoesThroughAndANonReaderIsCut() throws Exception {
        String large = "x".repeat(20_000_000);
        TestMethod big = TestMethod.of("echo", arguments -> large);
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1_000, Duration.ofSeconds(3)), big);
                Socket lazy = server.socket()) {
            assertThat(server.call("echo", 1).body()).hasSize(large.length() + 2);
            write(lazy, head("Content-Length: 3\r\n") + "[1]");
            await().until(() -> server.server.drain(Duration.ofMillis(1)) == 0);
            assertThat(readToEnd(lazy).length()).isLessThan(large.length());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "POST /ms/v1/call/test/echo HTTP/9.9\r\n\r\n",
                "POST /ms/v1/call/test/echo\r\n\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            })
    void whatIsNotHttpIsAnsweredWithAnErrorOrCut(String bytes) throws Exception {
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1_000, IMPATIENT), echo);
                Socket socket = server.socket()) {
            write(socket, bytes);
            assertThat(readToEnd(socket)).doesNotContain("200 OK", "\tat ", "Exception");
            assertThat(server.call("echo", 1).body()).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -5\r\n",
                "Content-Length: many\r\n",
                "Content-Length: 3\r\nContent-Length: 4\r\n",
                "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: sideways\r\n",
                "Transfer-Encoding: chunked\r\nX: y\r\n\r\nzz\r\n"
            })
    void lengthsThatContradictRunNothing(String header) throws Exception {
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1_000, IMPATIENT), echo);
                Socket socket = server.socket()) {
            write(socket, head(header) + "[1]");
            assertThat(readToEnd(socket)).doesNotContain("200 OK", "\tat ");
            assertThat(server.call("echo", 1).body()).isEqualTo("1");
        }
        assertThat(echo.started()).isEqualTo(1);
    }

    @Test
    void tooManyOrTooLargeHeadersAreRefused() throws Exception {
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1_000, IMPATIENT), echo)) {
            for (String abuse : new String[] {"X: y\r\n".repeat(2_000), "X: " + "y".repeat(1_000_000) + "\r\n"}) {
                try (Socket socket = server.socket()) {
                    OutputStream out = socket.getOutputStream();
                    try {
                        out.write(head(abuse + "Content-Length: 3\r\n").getBytes(StandardCharsets.ISO_8859_1));
                        out.write("[1]".getBytes(StandardCharsets.ISO_8859_1));
                    } catch (SocketException e) {
                        // cut while sending
                    }
                    assertThat(readToEnd(socket)).doesNotContain("200 OK", "\tat ");
                }
            }
            assertThat(server.call("echo", 1).body()).isEqualTo("1");
        }
        assertThat(echo.started()).isEqualTo(1);
    }

    @Test
    void aSenderThatVanishesLeavesTheServerWell() throws Exception {
        try (ServerFixture server = new ServerFixture(ServerFixture.options(1_000, PATIENT), echo)) {
            for (int i = 0; i < 50; i++) {
                try (Socket socket = server.socket()) {
                    socket.setSoLinger(true, 0);
                    write(socket, head("Content-Length: 7\r\n") + (i % 2 == 0 ? "[1" : "[\"abc\"]"));
                }
            }
            await().until(() -> outcome(server.call("echo", 1)).equals("200 returned"));
        }
    }
}
