package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The percentile that hedging goes by, on a clock of its own. */
class MeasuredDelayTest {
    private final AtomicLong nanos = new AtomicLong();
    private final MeasuredDelay delay = new MeasuredDelay(95, nanos::get);

    @Test
    void isNotKnownBeforeThereWereEnough() {
        took(1, MeasuredDelay.LEAST_ATTEMPTS - 1);
        assertThat(later()).isEmpty();
        took(1, 1);
        assertThat(delay.nanos()).as("looked at once a second").isEmpty();
        assertThat(later()).isPresent();
    }

    @Test
    void isTheTimeThatMostDoNotReach_andFollowsTheLatest() {
        took(1, 94);
        took(40, 6);
        assertThat(millis(later())).isBetween(39.0, 41.0);
        took(1, 96);
        took(40, 4);
        assertThat(millis(later())).isBetween(0.9, 1.1);
        assertThat(millis(later()))
                .as("without new attempts the last one stays")
                .isBetween(0.9, 1.1);
    }

    private OptionalLong later() {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        return delay.nanos();
    }

    private void took(long millis, int times) {
        for (int i = 0; i < times; i++) {
            delay.took(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    private static double millis(OptionalLong nanos) {
        return nanos.orElseThrow() / 1e6;
    }
}
