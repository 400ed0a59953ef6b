package io.msagent.stateful.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.CallId;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.Repeat;
import io.msagent.core.server.StatefulCall;
import io.msagent.stateful.holding.Handed;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private static final String OWN = "a".repeat(32);
    private static final String OTHER = "b".repeat(32);
    private static final Answer ANSWER = new Answer(200, Map.of(), new byte[10]);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

    private Outcomes outcomes(int most, Handed handed, long arrived) {
        return new Outcomes(new Bounds(most, 1_000_000, Duration.ofNanos(100)), handed, arrived, clock::get);
    }

    /** Only what an outcome is made of. */
    private static StatefulCall call(long number, Repeat repeat) {
        CallId id = CallId.next();
        TransactionCall place = new TransactionCall(new TransactionId(id.value()), "1", false);
        return (StatefulCall) Proxy.newProxyInstance(
                StatefulCall.class.getClassLoader(),
                new Class<?>[] {StatefulCall.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "id" -> id;
                    case "transaction" -> place;
                    case "arrival" -> new StatefulCall.Arrival(OWN, number);
                    case "repeat" -> repeat;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void whatCameBeforeThePartitionWasOwnedIsNotVouchedFor() {
        Outcomes outcomes = outcomes(10, null, 7);
        assertThat(outcomes.isNew(call(9, new Repeat(OWN, 6)))).isFalse();
        assertThat(outcomes.isNew(call(9, new Repeat(OWN, 7)))).isTrue();
        assertThat(outcomes.isNew(call(9, null))).isTrue();
        assertThat(outcomes.isNew(call(9, new Repeat(OTHER, 100)))).isFalse();
    }

    @Test
    void whatIsTooMuchGoesOldestFirstAndIsNotVouchedForAnyMore() {
        Outcomes outcomes = outcomes(2, null, 0);
        List<StatefulCall> calls = List.of(call(1, null), call(2, null), call(3, null));
        calls.forEach(call -> outcomes.add(call, "f", ANSWER));
        assertThat(outcomes.find(calls.get(0).transaction())).isNull();
        assertThat(outcomes.find(calls.get(1).transaction())).isEqualTo(ANSWER);
        assertThat(outcomes.isNew(call(4, new Repeat(OWN, 0)))).isFalse();
        assertThat(outcomes.isNew(call(4, new Repeat(OWN, 1)))).isTrue();
        clock.addAndGet(100);
        outcomes.drop();
        assertThat(outcomes.all()).isEmpty();
        assertThat(outcomes.isNew(call(4, new Repeat(OWN, 2)))).isFalse();
        assertThat(outcomes.isNew(call(4, new Repeat(OWN, 3)))).isTrue();
    }

    @Test
    void aFirstAttemptThatComesAfterItsRepetitionWasForgottenStartsNothing() {
        Outcomes outcomes = outcomes(10, null, 0);
        StatefulCall repeated = call(1, new Repeat(OWN, 0));
        outcomes.add(repeated, "f", ANSWER);
        clock.addAndGet(100);
        outcomes.drop();
        assertThat(outcomes.find(repeated.transaction())).isNull();
        assertThat(outcomes.isNew((StatefulCall) Proxy.newProxyInstance(
                        StatefulCall.class.getClassLoader(),
                        new Class<?>[] {StatefulCall.class},
                        (proxy, method, arguments) -> method.getName().equals("repeat")
                                ? null
                                : Proxy.getInvocationHandler(repeated).invoke(proxy, method, arguments))))
                .isFalse();
    }

    @Test
    void whatWasHandedOverIsKnownAndOnceItIsForgottenNothingBeforeIsVouchedFor() {
        Outcomes before = outcomes(10, null, 3);
        StatefulCall call = call(4, null);
        before.add(call, "f", ANSWER);
        Handed handed = new Handed("s", 1, 5, List.of(), before.all(), before.vouches());
        assertThat(handed.vouches()).containsExactly(Map.entry(OWN, 3L));

        Outcomes after = outcomes(10, handed, 20);
        assertThat(after.find(call.transaction())).isEqualTo(ANSWER);
        assertThat(after.isNew(call(21, new Repeat(OWN, 3)))).isTrue();
        clock.addAndGet(100);
        after.drop();
        assertThat(after.isNew(call(22, new Repeat(OWN, 3)))).isFalse();
        assertThat(after.isNew(call(22, new Repeat(OWN, 20)))).isTrue();
    }
}
