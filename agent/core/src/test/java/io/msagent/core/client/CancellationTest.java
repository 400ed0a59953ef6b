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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whoever may still work for a call that has been given up is told. */
class CancellationTest extends CallerFixture {
    private final TestCallee callee = new TestCallee().noFallback();

    @Test
    void ofACallerThatIsInterrupted() {
        TestProvider hanging = hanging("hanging");
        Background<CallInterruptedException> call =
                background(() -> catchThrowableOfType(CallInterruptedException.class, () -> call(callee, 1)));
        await().until(() -> hanging.bodies.get() == 1);
        call.thread().interrupt();
        assertThat(call.result().join().bodyMayHaveRun()).isTrue();
        await().until(() -> hanging.cancelled.equals(List.of(callId(hanging))));
    }

    @Test
    void ofAFutureThatIsCancelled() throws Exception {
        TestProvider hanging = hanging("hanging");
        CompletableFuture<?> future = (CompletableFuture<?>) call(new TestCallee().async(), 1)[0];
        await().until(() -> hanging.bodies.get() == 1);
        future.cancel(true);
        await().until(() -> hanging.cancelled.equals(List.of(callId(hanging))));
    }

    @Test
    void ofACallWhoseDeadlineHasPassed() throws Exception {
        TestProvider hanging = provider("hanging");
        assertThat(call(callee, 1)).containsExactly(2);
        hanging.always = Fault.HANG;
        hanging.received.clear();
        while (hanging.received.isEmpty()) {
            // once, unless the machine stands still until the second is over
            assertThatThrownBy(() -> call(callee.within(Duration.ofSeconds(1)), 1))
                    .isInstanceOfAny(DeadlineExceededException.class, NoInstanceException.class);
        }
        await().until(() -> hanging.cancelled.contains(callId(hanging)));
    }

    @Test
    void ofAnAttemptWhoseAnswerWasLostWhenAnotherHasBroughtIt() throws Exception {
        TestProvider one = provider("one").script(Fault.CUT_AFTER_BODY);
        TestProvider other = provider("other");
        while (one.received.isEmpty()) {
            assertThat(call(callee, 1)).containsExactly(2);
        }
        await().until(() -> one.cancelled.equals(List.of(callId(one))));
        assertThat(other.cancelled).isEmpty();
    }

    @Test
    void notOfACallThatWasAnswered() throws Exception {
        TestProvider one = provider("one").script(Fault.CUT_AFTER_BODY);
        assertThat(call(new TestCallee().notIdempotent(), 1)).containsExactly(2);
        TestProvider hanging = hanging("hanging");
        registry.remove("one");
        registry.settle();
        Background<CallInterruptedException> call =
                background(() -> catchThrowableOfType(CallInterruptedException.class, () -> call(callee, 1)));
        await().until(() -> hanging.bodies.get() == 1);
        call.thread().interrupt();
        await().until(() -> hanging.cancelled.size() == 1);
        assertThat(one.cancelled).isEmpty();
    }

    private TestProvider hanging(String id) {
        TestProvider hanging = provider(id);
        hanging.always = Fault.HANG;
        return hanging;
    }

    private static String callId(TestProvider provider) {
        return provider.received.get(0).headers().get(Protocol.CALL_ID);
    }
}
