package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.msagent.OutcomeUnknownException;
import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.token.ClusterToken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that is not up yet, not any more, or somebody else's: its connection is accepted and nothing more. Nothing has
 * been sent to it, so the call goes elsewhere, also one that must not run twice.
 */
class FreshConnectionTest extends CallerFixture {
    private final TestCallee callee = new TestCallee().notIdempotent().noFallback();

    enum Start {
        CUT,
        SILENT,
        GARBAGE,
        STRANGER,
        NOT_FOUND;

        TestGreeting greeting() {
            return new TestGreeting(
                    this == STRANGER ? ClusterToken.of("some-other-cluster-token") : CallerFixture.TOKEN) {
                @Override
                boolean answer(String challenge, OutputStream out) throws IOException {
                    return switch (Start.this) {
                        case CUT -> false;
                        case SILENT -> true;
                        case GARBAGE -> {
                            out.write("garbage\r\n\r\n".repeat(50).getBytes(StandardCharsets.US_ASCII));
                            yield false;
                        }
                        case STRANGER -> super.answer(challenge, out);
                        case NOT_FOUND -> {
                            out.write("HTTP/1.1 404 No\r\nContent-Length: 4\r\n\r\nnone"
                                    .getBytes(StandardCharsets.US_ASCII));
                            yield true;
                        }
                    };
                }
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void goesElsewhereAndIsSentNothing(Start start) throws Exception {
        Caller quick = callerWith("connect.timeout", "1s");
        TestProvider bad = provider("bad");
        bad.greeting = start.greeting();
        TestProvider good = provider("good");
        for (int i = 0; i < 4; i++) {
            assertThat(call(quick, callee, i)).containsExactly(i + 1);
        }
        assertThat(bad.received).isEmpty();
        assertThat(good.bodies).hasValue(4);
    }

    @Test
    void isGreetedOnceAndWithoutTheToken() throws Exception {
        TestProvider one = provider("one");
        for (int i = 0; i < 10; i++) {
            assertThat(call(callee, i)).containsExactly(i + 1);
        }
        assertThat(one.greetings).hasValue(1);
        assertThat(one.greetingHeaders).doesNotContainKey("authorization");
    }

    @Test
    void aPortThatAStrangerTookOverIsNotAskedForTheAnswer() throws Exception {
        TestProvider one = provider("one").script(Fault.CUT_AFTER_BODY);
        one.onFault = () -> one.greeting = Start.STRANGER.greeting();
        OutcomeUnknownException e = catchThrowableOfType(OutcomeUnknownException.class, () -> call(callee, 1));
        assertThat(e).hasMessageContaining("the instance that may have run the body");
        assertThat(one.bodies).hasValue(1);
        assertThat(one.received).hasSize(1);
    }
}
