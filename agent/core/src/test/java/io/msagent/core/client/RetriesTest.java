package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.Deadline;
import io.msagent.core.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long is waited before a retry, and how many there may be. */
class RetriesTest {
    private static final int LEAST = 100;

    @Test
    void atLeastTenASecond() {
        RetryBudget budget = new RetryBudget();
        assertThat(granted(budget, 1_000)).isEqualTo(LEAST);
    }

    @Test
    void aFifthOfRecentCalls() {
        RetryBudget budget = new RetryBudget();
        for (int i = 0; i < 5_000; i++) {
            budget.call();
        }
        assertThat(granted(budget, 5_000)).isEqualTo(1_000);
    }

    @Test
    void callersThatMeetAtTheLimitDoNotPassIt() {
        for (int i = 0; i < 50; i++) {
            RetryBudget budget = new RetryBudget();
            long begin = System.nanoTime();
            long granted = IntStream.range(0, 400)
                    .parallel()
                    .filter(n -> budget.take())
                    .count();
            // seconds, of which ten are kept in mind; a machine may stand still for some
            long windows = 1 + Duration.ofNanos(System.nanoTime() - begin).toSeconds() / 9;
            assertThat(granted).isBetween((long) LEAST, LEAST * windows);
        }
    }

    private static int granted(RetryBudget budget, int wanted) {
        int granted = 0;
        for (int i = 0; i < wanted; i++) {
            if (budget.take()) {
                granted++;
            }
        }
        return granted;
    }

    @Test
    void pausesGrowWithFullJitterUpToTheirBound() {
        ClientOptions options =
                ClientOptions.from(Settings.of(Map.of("retry.backoff", "20ms", "retry.backoff.max", "100ms")));
        Deadline far = Deadline.after(Duration.ofHours(1));
        boolean first = false;
        boolean late = false;
        for (int i = 0; i < 200; i++) {
            Backoff backoff = new Backoff(options);
            assertThat(backoff.next(far)).isBetween(Duration.ZERO, Duration.ofMillis(20));
            assertThat(backoff.next(far)).isBetween(Duration.ZERO, Duration.ofMillis(40));
            for (int n = 0; n < 50; n++) {
                Duration pause = backoff.next(far);
                assertThat(pause).isBetween(Duration.ZERO, Duration.ofMillis(100));
                first |= pause.compareTo(Duration.ofMillis(10)) < 0;
                late |= pause.compareTo(Duration.ofMillis(90)) > 0;
            }
        }
        assertThat(first).as("short pauses occur however late").isTrue();
        assertThat(late).as("long pauses occur").isTrue();
    }

    @Test
    void pausesEndAtTheDeadline() {
        ClientOptions options =
                ClientOptions.from(Settings.of(Map.of("retry.backoff", "1h", "retry.backoff.max", "1h")));
        Backoff backoff = new Backoff(options);
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next(Deadline.after(Duration.ofMillis(50)))).isLessThan(Duration.ofMillis(51));
        }
        assertThat(backoff.next(Deadline.after(Duration.ZERO))).isLessThan(Duration.ofMillis(1));
    }
}
