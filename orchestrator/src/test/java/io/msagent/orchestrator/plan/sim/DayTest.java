package io.msagent.orchestrator.plan.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A day's load at 100 services, or {@code -Dday.services}; the figures for 1,000 stand in docs/performance.md. */
class DayTest {
    @Test
    void servicesFollowTheirLoad() {
        Day day = new Day(Integer.getInteger("day.services", 100), 10);
        day.run();
        System.out.println(day.report());
        assertThat(day.mostStartsOnAHost())
                .as("starts at the same time on a host")
                .isLessThanOrEqualTo(4 * Day.CORES);
        assertThat(day.mostChangesInAnHour())
                .as("changes of a service's number within an hour")
                .isLessThanOrEqualTo(10);
        assertThat(day.mostSecondsUnmet())
                .as("seconds in a row in which calls waited")
                .isLessThanOrEqualTo(60);
        assertThat(day.shareUnmet()).as("share of the work that had to wait").isLessThan(0.001);
    }
}
