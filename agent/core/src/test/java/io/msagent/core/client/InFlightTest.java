package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.CallRefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bound on the calls to one service that are under way. */
class InFlightTest extends CallerFixture {
    private final TestCallee callee = new TestCallee();

    @Test
    void pastTheBoundACallIsRefusedAtOnce_andOtherServicesAreNotConcerned() throws Exception {
        Caller bounded = callerWith("client.max-in-flight", "2");
        TestProvider slow = provider("slow");
        slow.gate(3);
        List<Background<Object[]>> held =
                List.of(background(() -> call(bounded, callee, 1)), background(() -> call(bounded, callee, 2)));
        await().until(() -> slow.received.size() == 2);
        assertThat(bounded.state().services().get(0).inFlight()).isEqualTo(2);
        assertThatThrownBy(() -> call(bounded, callee, 3))
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContainingAll("adding", "2 calls to this service", "client.max-in-flight", "0 attempts");
        TestCallee other = new TestCallee();
        other.service = "other";
        assertThat(call(bounded, other, 1))
                .as("runs here, because nobody serves it")
                .isNull();

        assertThat(call(callee, 3))
                .as("through another caller, which opens the gate")
                .containsExactly(4);
        assertThat(held.get(0).result().get()).containsExactly(2);
        assertThat(held.get(1).result().get()).containsExactly(3);
        await().until(() -> bounded.state().services().get(0).inFlight() == 0);
        assertThat(call(bounded, callee, 4)).containsExactly(5);
        assertThat(slow.bodies).hasValue(4);
    }
}
