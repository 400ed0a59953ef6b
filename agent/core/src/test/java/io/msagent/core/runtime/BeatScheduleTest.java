package io.msagent.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeatScheduleTest {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    @Test
    void theBeatsOfAProcessAreSpreadOverTheInterval() {
        List<Duration> phases = BeatSchedule.phases(50, Duration.ofSeconds(1), new Random(1));

        assertThat(phases).hasSize(50);
        for (int i = 0; i < 50; i++) {
            assertThat(phases.get(i)).isBetween(Duration.ofMillis(20L * i), Duration.ofMillis(20L * i + 20));
        }
    }

    @Test
    void processesThatStartTogetherBeatApart() {
        Random random = new Random(1);
        List<Long> processes = IntStream.range(0, 1_000)
                .mapToObj(i -> BeatSchedule.phases(1, Duration.ofSeconds(1), random)
                        .get(0)
                        .toMillis())
                .toList();

        for (long tenth = 0; tenth < 1_000; tenth += 100) {
            long from = tenth;
            assertThat(processes.stream().filter(phase -> phase >= from && phase < from + 100))
                    .hasSizeBetween(60, 140);
        }
    }

    @Test
    void everyInstanceBeatsAgainAndAgain() {
        List<AtomicInteger> beats =
                IntStream.range(0, 10).mapToObj(i -> new AtomicInteger()).toList();
        try (BeatSchedule schedule = new BeatSchedule(
                INTERVAL, beats.stream().map(b -> (Runnable) b::incrementAndGet).toList())) {
            schedule.start();

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(beats)
                            .allSatisfy(count -> assertThat(count).hasValueGreaterThan(3)));
        }
    }

    @Test
    void aBeatThatHangsHoldsUpNoOther() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger hung = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        Runnable hangs = () -> {
            hung.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (BeatSchedule schedule =
                new BeatSchedule(INTERVAL, List.of(hangs, others::incrementAndGet, others::incrementAndGet))) {
            schedule.start();

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(others).hasValueGreaterThan(20));
            assertThat(hung).as("beats of the one that hangs").hasValue(1);
            end.countDown();
        }
    }

    @Test
    void aFewAtATime() {
        Semaphore permits = new Semaphore(0);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Runnable beat = () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            permits.acquireUninterruptibly();
            running.decrementAndGet();
            ended.incrementAndGet();
        };
        try (BeatSchedule schedule = new BeatSchedule(INTERVAL, Collections.nCopies(20, beat))) {
            schedule.start();
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(running).hasValue(BeatSchedule.THREADS));
            permits.release(100);

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(ended).hasValueGreaterThan(60));
            assertThat(most).hasValue(BeatSchedule.THREADS);
            permits.release(Integer.MAX_VALUE / 2);
        }
    }

    @Test
    void whoIsRegisteredGoesBeforeWhoIsNot() {
        // one thread, beats as long as an interval: were first beats made first, the first instance would beat once
        int instances = 40;
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Runnable> beats = IntStream.range(0, instances)
                .mapToObj(i -> (Runnable) () -> {
                    order.add("beat " + i);
                    LockSupport.parkNanos(INTERVAL.multipliedBy(2).toNanos());
                })
                .toList();
        try (BeatSchedule schedule = new BeatSchedule(INTERVAL, beats)) {
            schedule.start();
            await().atMost(Duration.ofMinutes(1)).until(() -> order.contains("beat " + (instances - 1)));
        }

        assertThat(order.subList(0, order.indexOf("beat " + (instances - 1))))
                .filteredOn("beat 0"::equals)
                .hasSizeGreaterThan(2);
    }

    @Test
    void afterCloseNoBeatBegins() {
        AtomicInteger beats = new AtomicInteger();
        BeatSchedule schedule = new BeatSchedule(INTERVAL, List.of(beats::incrementAndGet));
        schedule.start();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(beats).hasValueGreaterThan(1));

        schedule.close();
        schedule.close();
        int then = beats.get();

        await().pollDelay(INTERVAL.multipliedBy(10))
                .untilAsserted(() -> assertThat(beats).hasValue(then));
    }

    @Test
    void nothingToBeatForIsNoError() {
        BeatSchedule schedule = new BeatSchedule(INTERVAL, List.of());
        schedule.start();
        schedule.close();
    }
}
