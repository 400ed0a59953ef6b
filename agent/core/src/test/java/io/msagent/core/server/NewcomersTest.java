package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Connections are bounded, and who does not show the token cannot hold one for long. */
class NewcomersTest {
    private final TestMethod echo = TestMethod.of("echo", arguments -> arguments[0]);

    private ServerFixture start(int connections, Duration requestTimeout) {
        return new ServerFixture(
                new ServerOptions("127.0.0.1", 0, 1, 1, 0, 1_000, connections, null, requestTimeout), echo);
    }

    @Test
    void whoSaysNothingIsCut() throws Exception {
        try (ServerFixture server = start(10, Duration.ofMillis(300));
                Socket silent = server.socket()) {
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoHasShownTheTokenStays() throws Exception {
        try (ServerFixture server = start(10, Duration.ofSeconds(1));
                Socket kept = served(server);
                Socket silent = server.socket()) {
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(answer(kept)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aFloodOfStrangersHoldsUpNobodyForLong() throws Exception {
        try (ServerFixture server = start(2, Duration.ofMillis(300))) {
            Socket[] strangers = new Socket[20];
            for (int i = 0; i < strangers.length; i++) {
                strangers[i] = server.socket();
            }
            // waits until strangers have been cut, and is served then
            served(server).close();
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
        assertThat(echo.started()).isEqualTo(1);
    }

    @Test
    void aHeadThatDripsIsCutAllTheSame() throws Exception {
        try (ServerFixture server = start(10, Duration.ofMillis(300));
                Socket slow = server.socket()) {
            CompletableFuture<Void> dripping = CompletableFuture.runAsync(() -> {
                try {
                    slow.getOutputStream()
                            .write("POST /ms/v1/call/test/echo HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        slow.getOutputStream().write('a');
                        slow.getOutputStream().flush();
                        Thread.yield();
                    }
                } catch (java.io.IOException e) {
                    // cut
                }
            });
            dripping.join();
        }
        assertThat(echo.started()).isZero();
    }

    /** A connection that has shown the token; it is made again if the machine has stood still until it was cut. */
    private static Socket served(ServerFixture server) throws Exception {
        while (true) {
            Socket socket = server.socket();
            try {
                if (answer(socket).startsWith("HTTP/1.1 200 ")) {
                    return socket;
                }
            } catch (SocketException e) {
                // cut
            }
            socket.close();
        }
    }

    private static String answer(Socket socket) throws Exception {
        socket.getOutputStream()
                .write(("POST /ms/v1/call/test/echo HTTP/1.1\r\nHost: here\r\nAuthorization: "
                                + ServerFixture.TOKEN.header() + "\r\nContent-Length: 3\r\n\r\n[7]")
                        .getBytes(StandardCharsets.US_ASCII));
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (!read.toString().endsWith("\r\n\r\n7")) {
            int c = in.read();
            if (c < 0) {
                return "closed after: " + read;
            }
            read.append((char) c);
        }
        return read.toString();
    }
}
