package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGrammarTest {
    private static final String REQUESTS =
            "POST /a HTTP/1.1\r\nx: " + "y".repeat(1_000) + "\r\ncontent-length: 3\r\n\r\n\0\1\2"
                    + "POST /b HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n2\r\n\0\1\r\n1\r\n\2\r\n0\r\n\r\n"
                    + "GET /c HTTP/1.1\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 10_000})
    void passesOverBodiesHoweverTheyArrive(int atATime) throws IOException {
        byte[] bytes = REQUESTS.getBytes(StandardCharsets.ISO_8859_1);
        RequestGrammar grammar = new RequestGrammar();
        int passedOver = 0;
        for (int from = 0; from < bytes.length; from += atATime) {
            int to = Math.min(bytes.length, from + atATime);
            int at = from;
            while (at < to) {
                int skipped = grammar.skip(to - at);
                passedOver += skipped;
                at += skipped;
                if (skipped == 0) {
                    grammar.accept(bytes[at]);
                    at++;
                }
            }
        }
        assertThat(passedOver).isEqualTo(6);
    }
}
