package io.msagent.core.server;

import static io.msagent.core.server.ServerFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request that is not whole starts nothing: callers take one whose last part they have not written for not sent. */
class CutRequestTest {
    private static final String FRAMED = "Content-Length: 5\r\n\r\n[123]";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n2\r\n[1\r\n3\r\n23]\r\n0\r\n\r\n";

    private final TestMethod once = TestMethod.once("once", arguments -> arguments[0]);
    private final ServerFixture fixture = ServerFixture.with(once);

    enum End {
        CLOSED,
        HALF_CLOSED,
        RESET
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static byte[] request(String framing) {
        return ("POST /ms/v1/call/test/once HTTP/1.1\r\nHost: here\r\nAuthorization: " + ServerFixture.TOKEN.header()
                        + "\r\n" + framing)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void send(byte[] request, int length, End end) throws Exception {
        try (Socket socket = fixture.socket()) {
            socket.getOutputStream().write(request, 0, length);
            if (end == End.RESET) {
                socket.setSoLinger(true, 0);
            } else if (end == End.HALF_CLOSED) {
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void wheneverItIsCut(End end) throws Exception {
        byte[] framed = request(FRAMED);
        byte[] chunked = request(CHUNKED);
        for (int missing = 1; missing < 12; missing++) {
            send(framed, framed.length - missing, end);
            send(chunked, chunked.length - missing, end);
        }
        // after the cuts on the same I/O threads, and what they started would be counted by then
        assertThat(outcome(fixture.call("once", 1))).isEqualTo("200 returned");
        assertThat(fixture.server.drain(Duration.ofSeconds(30))).isZero();
        assertThat(once.started()).isEqualTo(1);
    }

    @Test
    void aWholeOneIsStarted() throws Exception {
        for (String framing : new String[] {FRAMED, CHUNKED}) {
            byte[] whole = request(framing);
            send(whole, whole.length, End.HALF_CLOSED);
        }
        assertThat(once.started()).isEqualTo(2);
    }
}
