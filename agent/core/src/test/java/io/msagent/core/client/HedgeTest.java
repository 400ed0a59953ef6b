package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.msagent.CallInterruptedException;
import io.msagent.DeadlineExceededException;
import io.msagent.NoInstanceException;
import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.wire.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A second attempt beside the first. */
class HedgeTest extends CallerFixture {
    private final TestCallee callee = new TestCallee().noFallback();
    private final Caller hedging = callerWith("hedge", "1ms");

    @Test
    void theSecondAnswers_theFirstIsGivenUp() throws Exception {
        TestProvider hanging = provider("hanging");
        hanging.always = Fault.HANG;
        TestProvider well = provider("well");
        int calls = 0;
        while (hanging.received.size() < 3) {
            assertThat(call(hedging, callee, calls)).containsExactly(++calls);
        }
        ClientState.ServiceState state = hedging.state().services().get(0);
        assertThat(state.hedges()).isGreaterThanOrEqualTo(3);
        assertThat(state.ejections()).as("who was given up is not to blame").isZero();
        await().until(() -> hedging.state().services().get(0).inFlight() == 0);
        assertThat(well.bodies).hasValue(calls);
        assertThat(hedging.state().retryBudget()).isEqualTo(100 - state.hedges());
        assertThat(row().retries()).isZero();
        assertThat(row().failed()).isZero();
        assertThat(callIds(well)).as("two attempts are one call").containsAll(callIds(hanging));
    }

    @Test
    void whatTheSecondThrowsIsRethrown() {
        provider("hanging").always = Fault.HANG;
        provider("throwing").always = Fault.THROW;
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> call(hedging, callee, 1))
                    .isInstanceOf(AppException.class)
                    .hasMessage("no stock");
        }
        assertThat(hedging.state().services().get(0).hedges()).isPositive();
    }

    @Test
    void oneOfTheTwoIsLost_theOtherDecides() throws Exception {
        TestProvider dying = provider("dying");
        dying.always = Fault.HANG;
        TestProvider slow = provider("slow");
        slow.gate(2);
        Background<Object[]> call = background(() -> call(hedging, callee, 1));
        await().until(() -> dying.received.size() == 1 && slow.received.size() == 1);
        dying.close();
        registry.remove("dying");
        assertThat(call(callee, 7))
                .as("of another caller, which opens the gate")
                .containsExactly(8);
        assertThat(call.result().get()).containsExactly(2);
        assertThat(slow.bodies).hasValue(2);
    }

    @Test
    void whatMustNotRunTwiceIsNotHedged() throws Exception {
        TestProvider one = provider("one");
        TestProvider other = provider("other");
        while (one.bodies.get() == 0 || other.bodies.get() == 0) {
            assertThat(call(hedging, callee, 1)).containsExactly(2);
        }
        one.received.clear();
        other.received.clear();
        one.always = Fault.HANG;
        other.always = Fault.HANG;
        long hedges = hedging.state().services().get(0).hedges();
        while (one.received.isEmpty() && other.received.isEmpty()) {
            runsOutOfTime(new TestCallee().noFallback().notIdempotent());
        }
        List<String> asked = new ArrayList<>(callIds(one));
        asked.addAll(callIds(other));
        assertThat(asked).doesNotHaveDuplicates();
        assertThat(hedging.state().services().get(0).hedges()).isEqualTo(hedges);
    }

    @Test
    void aSingleInstanceIsNotAskedTwice() throws Exception {
        TestProvider one = provider("one");
        assertThat(call(hedging, callee, 1)).containsExactly(2);
        one.received.clear();
        one.always = Fault.HANG;
        while (one.received.isEmpty()) {
            runsOutOfTime(callee);
        }
        assertThat(callIds(one)).doesNotHaveDuplicates();
        assertThat(hedging.state().services().get(0).hedges()).isZero();
    }

    @Test
    void aQuickAnswerNeedsNoSecond_andNoThread() throws Exception {
        provider("one");
        provider("other");
        Caller patient = callerWith("hedge", "1h");
        for (int i = 0; i < 50; i++) {
            assertThat(call(patient, callee, i)).containsExactly(i + 1);
        }
        assertThat(patient.state().services().get(0).hedges()).isZero();
    }

    @Test
    void anInterruptGivesBothUp() {
        TestProvider one = provider("one");
        TestProvider other = provider("other");
        one.always = Fault.HANG;
        other.always = Fault.HANG;
        Background<Boolean> call = background(() -> {
            CallInterruptedException e =
                    catchThrowableOfType(CallInterruptedException.class, () -> call(hedging, callee, 1));
            assertThat(e.bodyMayHaveRun()).isTrue();
            return Thread.currentThread().isInterrupted();
        });
        await().until(() -> one.bodies.get() == 1 && other.bodies.get() == 1);
        call.thread().interrupt();
        assertThat(call.result().join()).isTrue();
    }

    /** A machine that stands still may take the whole second, so that nobody has been asked when it is over. */
    private void runsOutOfTime(TestCallee hanging) {
        assertThatThrownBy(() -> call(hedging, hanging.within(Duration.ofSeconds(1)), 1))
                .isInstanceOfAny(DeadlineExceededException.class, NoInstanceException.class);
    }

    private static List<String> callIds(TestProvider provider) {
        return provider.received.stream()
                .map(request -> request.headers().get(Protocol.CALL_ID))
                .toList();
    }
}
