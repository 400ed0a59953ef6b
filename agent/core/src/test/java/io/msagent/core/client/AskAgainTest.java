package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.msagent.OutcomeUnknownException;
import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.wire.Protocol;
import org.junit.jupiter.api.Test;

/** A call that must not run twice and whose answer was lost: what the instance that may have run it is asked. */
class AskAgainTest extends CallerFixture {
    private final TestCallee callee = new TestCallee().notIdempotent().noFallback();

    @Test
    void saysThatItIsARepetitionAndOfWhichProcess() throws Exception {
        TestProvider one = provider("one").script(Fault.CUT_AFTER_BODY, Fault.CUT_AFTER_BODY);
        String first = one.greeting.incarnation;
        one.onFault = () -> one.greeting = new TestGreeting();
        assertThat(call(callee, 1)).containsExactly(2);
        assertThat(one.bodies).hasValue(1);
        assertThat(one.received.get(0).headers()).doesNotContainKey(Protocol.REPEAT);
        // the process of the first attempt, also after the second was lost at another
        assertThat(one.received)
                .hasSize(3)
                .allSatisfy(attempt -> assertThat(attempt.headers()).containsEntry(Protocol.ONCE, "true"));
        assertThat(one.received.subList(1, 3))
                .allSatisfy(again -> assertThat(again.headers()).containsEntry(Protocol.REPEAT, first + " 7"));
    }

    @Test
    void anIdempotentCallSaysNothingOfTheKind() throws Exception {
        TestProvider one = provider("one").script(Fault.CUT_AFTER_BODY);
        assertThat(call(new TestCallee(), 1)).containsExactly(2);
        assertThat(one.received.get(1).headers()).doesNotContainKey(Protocol.REPEAT);
        assertThat(one.received).noneMatch(attempt -> attempt.headers().containsKey(Protocol.ONCE));
    }

    @Test
    void noRecord_isAnUnknownOutcome() throws Exception {
        TestProvider one = provider("one").script(Fault.CUT_AFTER_BODY, Fault.FORGOTTEN);
        TestProvider other = provider("other").script(Fault.CUT_AFTER_BODY, Fault.FORGOTTEN);
        OutcomeUnknownException e = catchThrowableOfType(OutcomeUnknownException.class, () -> call(callee, 1));
        assertThat(e.bodyMayHaveRun()).isTrue();
        assertThat(e).hasMessageContaining("no record");
        assertThat(one.bodies.get() + other.bodies.get()).isEqualTo(1);
    }

    @Test
    void quiescingWithoutARecord_hasCertainlyNotStartedAndGoesElsewhere() throws Exception {
        TestProvider leaving = provider("leaving").script(Fault.CUT_BEFORE_BODY, Fault.QUIESCING);
        leaving.onFault = () -> {
            if (registry.lookUp(TestProvider.SERVICE).size() == 1) {
                provider("other");
            }
        };
        leaving.always = Fault.QUIESCING;
        assertThat(call(callee, 1)).containsExactly(2);
        assertThat(leaving.bodies).hasValue(0);
    }

    @Test
    void unread_saysNothingOfTheFirstAttempt() throws Exception {
        TestProvider one = provider("one").script(Fault.CUT_AFTER_BODY, Fault.UNREAD);
        TestProvider other = provider("other").script(Fault.CUT_AFTER_BODY, Fault.UNREAD);
        assertThat(call(callee, 1)).containsExactly(2);
        assertThat(one.bodies.get() + other.bodies.get()).isEqualTo(1);
    }

    @Test
    void unread_aFirstAttemptGoesElsewhere() throws Exception {
        TestProvider one = provider("one");
        one.always = Fault.UNREAD;
        TestProvider other = provider("other");
        for (int i = 0; i < 4; i++) {
            assertThat(call(callee, i)).containsExactly(i + 1);
        }
        assertThat(one.bodies).hasValue(0);
        assertThat(other.bodies).hasValue(4);
    }
}
