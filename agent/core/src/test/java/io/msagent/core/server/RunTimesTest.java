package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunTimesTest {
    private final AtomicLong clock = new AtomicLong();
    private final RunTimes times = new RunTimes(clock::get);

    private void add(int count, Duration time) {
        for (int i = 0; i < count; i++) {
            times.add(time.toNanos());
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void whereNothingHasEndedNothingIsSaid() {
        assertThat(times.percentiles().p99Micros()).isEmpty();
    }

    @Test
    void oneInAHundredMayTakeLonger() {
        add(99, Duration.ofMillis(12));
        add(1, Duration.ofSeconds(7));
        assertThat(times.percentiles().p99Micros().orElseThrow()).isBetween(11_800L, 12_200L);
        add(2, Duration.ofSeconds(7));
        assertThat(times.percentiles().p99Micros().orElseThrow()).isBetween(6_900_000L, 7_100_000L);
    }

    @Test
    void isKeptForHalfAMinuteAtLeastAndAMinuteAtMost() {
        add(10, Duration.ofMillis(500));
        pass(Duration.ofSeconds(30));
        add(10, Duration.ofMillis(1));
        assertThat(times.percentiles().p99Micros().orElseThrow()).isBetween(490_000L, 510_000L);
        add(10, Duration.ofMillis(2));
        pass(Duration.ofSeconds(29));
        assertThat(times.percentiles().p99Micros().orElseThrow()).isBetween(490_000L, 510_000L);
        pass(Duration.ofSeconds(1));
        assertThat(times.percentiles().p99Micros().orElseThrow()).isBetween(1_900L, 2_100L);
        pass(Duration.ofSeconds(30));
        assertThat(times.percentiles().p99Micros()).isEmpty();
    }

    @Test
    void whatNobodyHasReadForLongIsNotOfLate() {
        add(10, Duration.ofMillis(500));
        pass(Duration.ofMinutes(5));
        assertThat(times.percentiles().p99Micros()).isEmpty();
    }

    @Test
    void theFirstOnesCountHoweverLateTheyCome() {
        pass(Duration.ofMinutes(5));
        add(10, Duration.ofMillis(500));
        pass(Duration.ofSeconds(1));
        assertThat(times.percentiles().p99Micros()).isPresent();
    }

    @Test
    void whatRunsForHoursCountsAsOne() {
        add(1, Duration.ofHours(30));
        assertThat(times.percentiles().p99Micros().orElseThrow())
                .isBetween(TimeUnit.MINUTES.toMicros(59), TimeUnit.MINUTES.toMicros(61));
    }

    @Test
    void noneIsLostWhenManyRecordWhileItIsRead() throws InterruptedException {
        ExecutorService bodies = Executors.newFixedThreadPool(4);
        try {
            for (int thread = 0; thread < 4; thread++) {
                bodies.execute(() -> add(25_000, Duration.ofMillis(3)));
            }
            bodies.shutdown();
            while (!bodies.awaitTermination(1, TimeUnit.MILLISECONDS)) {
                assertThat(times.percentiles().p99Micros().orElse(3_000)).isBetween(2_900L, 3_100L);
            }
            add(900, Duration.ofSeconds(1));
            // 100,900 in all: with 1,200 lost, the slow ones would be more than one in a hundred
            assertThat(times.percentiles().p99Micros().orElseThrow()).isBetween(2_900L, 3_100L);
        } finally {
            bodies.shutdownNow();
        }
    }
}
