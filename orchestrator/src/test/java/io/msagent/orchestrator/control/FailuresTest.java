package io.msagent.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.Sighting.Life;
import io.msagent.orchestrator.model.Sighting.Probe;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.Standing;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.model.Stop;
import io.msagent.orchestrator.model.Traits;
import io.msagent.orchestrator.observe.Transition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who waits is told of failures that the next start would have too, and of no others. */
class FailuresTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Standing STARTING = new Standing(State.STARTING, "", NOW, false);
    private static final Standing SERVING = new Standing(State.SERVING, "", NOW, true);

    @Test
    void aProgramThatFailsInItsStartIsReported() {
        assertThat(told(STARTING, ended("exit code 1"))).isTrue();
        assertThat(told(STARTING, ended("could not be started: no such file"))).isTrue();
    }

    @Test
    void aProcessThatWasKilledIsReplacedSilently() {
        assertThat(told(STARTING, ended("ended by signal 9"))).isFalse();
        assertThat(told(STARTING, ended("exit code unknown"))).isFalse();
    }

    @Test
    void whatWasNeverStartedIsStartedAgainSilently() {
        assertThat(told(STARTING, ended("was not started"))).isFalse();
        assertThat(told(STARTING, ended("its launch has been replaced or removed meanwhile")))
                .isFalse();
        assertThat(told(STARTING, dead(null, "", null, 0))).isFalse();
        assertThat(told(STARTING, dead(stop("no process of it was started within 10 s"), "", null, 0)))
                .isFalse();
    }

    @Test
    void aStartThatHangsIsReported() {
        assertThat(told(STARTING, dead(stop("it did not register within 60 s"), "", null, 7)))
                .isTrue();
    }

    @Test
    void otherCodeIsReportedEvenIfItServed() {
        assertThat(told(SERVING, dead(stop("it runs other code"), "", "d2", 7))).isTrue();
    }

    @Test
    void oneThatServedAndWasGivenUpIsReplacedSilently() {
        assertThat(told(SERVING, dead(stop("beats, but has not answered for 30 s"), "", null, 7)))
                .isFalse();
    }

    private static boolean told(@Nullable Standing before, InstanceState now) {
        return Failures.isTheProgramsOwn(new Transition(now, before));
    }

    private static Stop stop(String reason) {
        return new Stop(NOW, true, true, reason);
    }

    private static InstanceState ended(String how) {
        return dead(null, how, null, 7);
    }

    private static InstanceState dead(@Nullable Stop stop, String ending, @Nullable String otherCode, long pid) {
        return new InstanceState(
                "i",
                "s",
                "h",
                "d1",
                new Sighting(
                        true,
                        pid == 0 ? Life.UNKNOWN : Life.DEAD,
                        Registered.NO,
                        "",
                        Probe.UNASKED,
                        false,
                        false,
                        otherCode,
                        NOW,
                        stop,
                        ending),
                new Standing(State.DEAD, "", NOW, false),
                List.of(),
                Traits.UNKNOWN,
                null,
                null,
                NOW,
                pid,
                "",
                "o");
    }
}
