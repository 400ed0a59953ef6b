package io.msagent.core.client;

import io.msagent.core.token.ClusterToken;
import io.msagent.core.token.TokenMac;
import io.msagent.core.wire.Protocol;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** How a {@link TestProvider} answers the greeting of a fresh connection: well, unless a test says otherwise. */
class TestGreeting {
    final String incarnation = UUID.randomUUID().toString().replace("-", "");
    private final ClusterToken token;

    TestGreeting() {
        this(CallerFixture.TOKEN);
    }

    /** One that proves to have this token. */
    TestGreeting(ClusterToken token) {
        this.token = token;
    }

    /** False if the connection is to be cut. */
    boolean answer(String challenge, OutputStream out) throws IOException {
        String proof = new TokenMac(token, TokenMac.GREETING).of(List.of(challenge, incarnation));
        out.write(("HTTP/1.1 200 OK\r\n" + Protocol.INCARNATION + ": " + incarnation + "\r\n" + Protocol.MARK
                        + ": 7\r\n" + Protocol.PROOF + ": " + proof + "\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return true;
    }
}
