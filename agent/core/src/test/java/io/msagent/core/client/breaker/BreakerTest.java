package io.msagent.core.client.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The states of one breaker, on a clock of its own. */
class BreakerTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final AtomicInteger notClosed = new AtomicInteger();
    private final Breaker breaker = new Breaker(nanos::get, notClosed);

    @Test
    void aLostInstanceIsEjectedAtOnce_andTriedByOneWhenItsTimeIsOver() {
        assertThat(breaker.ended(Verdict.GONE)).isTrue();
        assertThat(breaker.passes()).isFalse();
        assertThat(breaker.isEjected()).isTrue();
        assertThat(notClosed).hasValue(1);
        pass(Breaker.SHORTEST);
        assertThat(breaker.passes()).isTrue();
        assertThat(breaker.admit()).isTrue();
        assertThat(breaker.passes()).as("while it is tried").isFalse();
        assertThat(breaker.admit()).as("while it is tried").isFalse();
        assertThat(breaker.ended(Verdict.WELL)).isFalse();
        assertThat(breaker.passes()).isTrue();
        assertThat(breaker.isEjected()).isFalse();
        assertThat(notClosed).hasValue(0);
    }

    @Test
    void poorAnswersEjectWhenThereAreSeveralInARow() {
        for (int i = 1; i < Breaker.POOR_IN_A_ROW; i++) {
            assertThat(breaker.ended(Verdict.POOR)).isFalse();
        }
        breaker.ended(Verdict.WELL);
        for (int i = 1; i < Breaker.POOR_IN_A_ROW; i++) {
            assertThat(breaker.ended(Verdict.POOR)).isFalse();
        }
        assertThat(breaker.passes()).isTrue();
        assertThat(breaker.ended(Verdict.POOR)).isTrue();
        assertThat(breaker.passes()).isFalse();
    }

    @Test
    void eachEjectionIsTwiceAsLong_upToABound() {
        Duration expected = Breaker.SHORTEST;
        for (int i = 0; i < 8; i++) {
            breaker.ended(Verdict.GONE);
            assertThat(breaker.nanosLeft()).isEqualTo(expected.toNanos());
            pass(expected.minusNanos(1));
            assertThat(breaker.passes()).isFalse();
            pass(Duration.ofNanos(1));
            assertThat(breaker.admit()).isTrue();
            expected = min(expected.multipliedBy(2), Breaker.LONGEST);
        }
        assertThat(expected).isEqualTo(Breaker.LONGEST);
    }

    @Test
    void whoWasWellForLongBeginsAnew() {
        breaker.ended(Verdict.GONE);
        breaker.ended(Verdict.WELL);
        breaker.ended(Verdict.GONE);
        assertThat(breaker.nanosLeft()).isEqualTo(2 * Breaker.SHORTEST.toNanos());
        breaker.ended(Verdict.WELL);
        pass(Breaker.LONGEST.plusNanos(1));
        breaker.ended(Verdict.GONE);
        assertThat(breaker.nanosLeft()).isEqualTo(Breaker.SHORTEST.toNanos());
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"GONE", "POOR"})
    void oneFailureOfTheTryEjectsAgain(Verdict verdict) {
        breaker.ended(Verdict.GONE);
        pass(Breaker.SHORTEST);
        breaker.admit();
        assertThat(breaker.ended(verdict)).isTrue();
        assertThat(breaker.nanosLeft()).isEqualTo(2 * Breaker.SHORTEST.toNanos());
        assertThat(notClosed).hasValue(1);
    }

    @Test
    void aTryThatWasGivenUpLetsAnotherTry() {
        breaker.ended(Verdict.GONE);
        pass(Breaker.SHORTEST);
        breaker.admit();
        breaker.ended(Verdict.NOTHING);
        assertThat(breaker.isEjected()).isTrue();
        assertThat(breaker.passes()).isTrue();
        assertThat(breaker.admit()).isTrue();
    }

    @Test
    void aTryThatTakesLongerThanTheEjectionLetsAnotherTry() {
        breaker.ended(Verdict.GONE);
        pass(Breaker.SHORTEST);
        breaker.admit();
        pass(Breaker.SHORTEST.minusNanos(1));
        assertThat(breaker.passes()).isFalse();
        assertThat(breaker.admit()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(breaker.passes()).isTrue();
        assertThat(breaker.admit()).isTrue();
        assertThat(breaker.admit()).as("one at a time").isFalse();
        breaker.ended(Verdict.WELL);
        assertThat(breaker.isEjected()).isFalse();
    }

    @Test
    void failuresOfAttemptsBegunBeforeTheEjectionDoNotProlongIt() {
        breaker.ended(Verdict.GONE);
        long left = breaker.nanosLeft();
        for (int i = 0; i < 10; i++) {
            assertThat(breaker.ended(Verdict.GONE)).isFalse();
        }
        assertThat(breaker.nanosLeft()).isEqualTo(left);
        assertThat(notClosed).hasValue(1);
    }

    @Test
    void aForgottenOneIsNotCounted() {
        breaker.ended(Verdict.GONE);
        breaker.forget();
        assertThat(notClosed).hasValue(0);
        breaker.ended(Verdict.WELL);
        breaker.ended(Verdict.GONE);
        assertThat(notClosed).hasValue(0);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
