package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.wire.Protocol;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An attempt ends before the call does. */
class AttemptTimeoutTest extends CallerFixture {
    private static final long MILLIS = 300;

    private final TestCallee callee = new TestCallee();
    private final Caller impatient = callerWith("attempt.timeout", MILLIS + "ms");

    @Test
    void idempotent_goesToAnotherInstance() throws Exception {
        TestProvider hanging = provider("hanging");
        hanging.always = Fault.HANG;
        provider("well");
        while (hanging.received.isEmpty()) {
            assertThat(call(impatient, callee, 1)).containsExactly(2);
        }
        assertThat(timeLeft(hanging.received.get(0))).isLessThanOrEqualTo(MILLIS);
        assertThat(row().failed()).isZero();
    }

    @Test
    void notIdempotent_asksTheSameAgain_whichGoesOnWithTheBody() throws Exception {
        TestProvider one = provider("one").script(Fault.HANG);
        TestProvider other = provider("other").script(Fault.HANG);
        assertThat(call(impatient, callee.notIdempotent(), 1)).containsExactly(2);
        assertThat(one.bodies.get() + other.bodies.get()).isEqualTo(1);
        TestProvider owner = one.bodies.get() == 1 ? one : other;
        assertThat(owner.received).hasSizeGreaterThanOrEqualTo(2);
        assertThat(owner.received.stream()
                        .map(r -> r.headers().get(Protocol.CALL_ID))
                        .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(timeLeft(owner.received.get(0))).isGreaterThan(MILLIS);
    }

    private static long timeLeft(TestProvider.Received request) {
        return Long.parseLong(request.headers().get(Protocol.TIME_LEFT));
    }
}
