package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BusyTimeTest {
    private static final int WORKERS = 4;

    private final AtomicLong clock = new AtomicLong();
    private final BusyTime busy = new BusyTime(clock::get);

    /** For so long so many bodies run. */
    private void pass(Duration time, int running) {
        clock.addAndGet(time.toNanos());
        busy.count(running);
    }

    private void assertShare(double expected) {
        assertThat(busy.share(0, WORKERS)).isEqualTo(expected, within(0.001));
    }

    @Test
    void isNoneAtTheStart() {
        assertShare(0);
    }

    @Test
    void isTheRunningBodiesPartOfAllWorkersTime() {
        pass(Duration.ofSeconds(5), 2);
        assertShare(0.5);
        pass(Duration.ofSeconds(5), 4);
        assertShare(0.75);
        pass(Duration.ofSeconds(10), 0);
        assertShare(0.375);
    }

    @Test
    void forgetsWhatIsLongerAgoThanAMinute() {
        pass(Duration.ofSeconds(30), 4);
        assertShare(1);
        pass(Duration.ofSeconds(10), 0);
        assertShare(0.75);
        pass(Duration.ofSeconds(20), 0);
        assertShare(0);
        pass(Duration.ofSeconds(10), 4);
        assertShare(0.25);
    }
}
