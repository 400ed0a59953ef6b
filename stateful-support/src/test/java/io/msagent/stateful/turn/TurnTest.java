package io.msagent.stateful.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnTest {
    private final TransactionId one = new TransactionId(new UUID(1, 1).toString());
    private final TransactionId other = new TransactionId(new UUID(2, 2).toString());
    private final Turn<TransactionCall> turn = new Turn<>(call -> call);

    private static TransactionCall call(TransactionId id, String number) {
        return new TransactionCall(id, number, true);
    }

    @Test
    void callsHaveTheirTurnInTheOrderOfArrival() {
        assertThat(turn.take(call(one, "1"))).isTrue();
        assertThat(turn.take(call(other, "1"))).isFalse();
        assertThat(turn.take(call(one, "2"))).isFalse();
        assertThat(turn.next()).isNull();

        turn.leave(call(one, "1"));
        assertThat(turn.next()).isEqualTo(call(other, "1"));
        assertThat(turn.next()).isNull();
        turn.leave(call(other, "1"));
        assertThat(turn.next()).isEqualTo(call(one, "2"));
        turn.leave(call(one, "2"));
        assertThat(turn.isIdle()).isTrue();
    }

    @Test
    void whatTheRunningBodyCallsGoesBeforeThoseThatWait() {
        assertThat(turn.take(call(one, "1"))).isTrue();
        assertThat(turn.take(call(other, "1"))).isFalse();
        assertThat(turn.take(call(one, "1.1.1"))).isTrue();
        assertThat(turn.holders()).containsExactly(call(one, "1"), call(one, "1.1.1"));
    }

    @Test
    void ofTwoThatTheBodyCallsAtTheSameTimeOneWaitsForTheOther() {
        assertThat(turn.take(call(one, "1"))).isTrue();
        assertThat(turn.take(call(one, "1.1"))).isTrue();
        assertThat(turn.take(call(other, "1"))).isFalse();
        assertThat(turn.take(call(one, "1.2"))).isFalse();

        turn.leave(call(one, "1.1"));
        assertThat(turn.next()).isEqualTo(call(one, "1.2"));
        turn.leave(call(one, "1.2"));
        assertThat(turn.next()).isNull();
    }

    @Test
    void aCallWhoseNumberOnlyBeginsAlikeIsNoPartOfTheBody() {
        assertThat(turn.take(call(one, "1"))).isTrue();
        assertThat(turn.take(call(one, "11"))).isFalse();
        assertThat(turn.take(call(other, "1.1"))).isFalse();
    }

    @Test
    void whoDoesNotWantToWaitAnyMoreIsPassedOver() {
        assertThat(turn.take(call(one, "1"))).isTrue();
        assertThat(turn.take(call(other, "1"))).isFalse();
        assertThat(turn.forget(call(other, "1"))).isTrue();
        assertThat(turn.forget(call(other, "1"))).isFalse();
        turn.leave(call(one, "1"));
        assertThat(turn.next()).isNull();
        assertThat(turn.isIdle()).isTrue();
    }
}
