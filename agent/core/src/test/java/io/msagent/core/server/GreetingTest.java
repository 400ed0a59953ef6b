package io.msagent.core.server;

import static io.msagent.core.server.ServerFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.token.ClusterToken;
import io.msagent.core.token.TokenMac;
import io.msagent.core.wire.Protocol;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a provider says to a fresh connection. */
class GreetingTest {
    private static final String CHALLENGE = "0123456789abcdef0123456789abcdef";

    private final TestMethod once = TestMethod.once("once", arguments -> 1);
    private final ServerFixture fixture = ServerFixture.with(once);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void provesTheTokenToWhoHasNotShownIt() throws Exception {
        HttpResponse<String> greeted = fixture.greet(CHALLENGE);
        assertThat(greeted.statusCode()).isEqualTo(200);
        assertThat(greeted.body()).isEmpty();
        String incarnation = greeted.headers().firstValue(Protocol.INCARNATION).orElseThrow();
        String proof = greeted.headers().firstValue(Protocol.PROOF).orElseThrow();
        assertThat(new TokenMac(ServerFixture.TOKEN, TokenMac.GREETING).fits(proof, List.of(CHALLENGE, incarnation)))
                .isTrue();
        assertThat(new TokenMac(ClusterToken.of("another-cluster-token"), TokenMac.GREETING)
                        .fits(proof, List.of(CHALLENGE, incarnation)))
                .isFalse();
        assertThat(fixture.greet("f".repeat(32)).headers().firstValue(Protocol.PROOF))
                .isNotEqualTo(greeted.headers().firstValue(Protocol.PROOF));
    }

    @Test
    void isAnotherForEachServerAndStaysForOne() throws Exception {
        try (ServerFixture other = ServerFixture.with(once)) {
            assertThat(fixture.known().incarnation())
                    .matches("[0-9a-f]{32}")
                    .isEqualTo(fixture.known().incarnation())
                    .isNotEqualTo(other.known().incarnation());
        }
    }

    @Test
    void saysHowManyCallsTheRecordHasSeen() throws Exception {
        assertThat(fixture.known().mark()).isEqualTo("0");
        HttpResponse<String> answer = fixture.call("once", 1);
        assertThat(answer.headers().firstValue(Protocol.MARK)).hasValue("0");
        assertThat(fixture.known().mark()).isEqualTo("1");
    }

    @Test
    void refusesWhatIsNoChallenge() throws Exception {
        assertThat(outcome(fixture.greet("short"))).isEqualTo("400 not-started bad-request");
        assertThat(outcome(fixture.send(HttpRequest.newBuilder(fixture.uri(Protocol.HELLO_PATH)))))
                .isEqualTo("400 not-started bad-request");
    }

    @Test
    void goesOnDuringADrain() throws Exception {
        assertThat(fixture.server.drain(Duration.ofSeconds(5))).isZero();
        HttpResponse<String> greeted = fixture.greet(CHALLENGE);
        assertThat(greeted.statusCode()).isEqualTo(200);
        // its call is still to come, and gets its own answer
        assertThat(greeted.headers().firstValue("connection")).isEmpty();
    }
}
