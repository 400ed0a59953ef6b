package io.msagent.orchestrator.plan;

import static io.msagent.orchestrator.plan.States.LIMITS;
import static io.msagent.orchestrator.plan.States.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.Sighting.Probe;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.Standing;
import io.msagent.orchestrator.model.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The state machine over many rounds: silences, returns, and an observer that was away itself. */
class SilenceTest {
    private static final Seen SILENT =
            Seen.well().registered(Registered.CRITICAL).probe(Probe.SILENT);

    private final Lifecycle lifecycle = new Lifecycle(LIMITS);
    private Instant now = NOW;
    private @Nullable Standing standing;

    @Test
    void aHungOneIsGivenUpWhenThePeriodIsOver() {
        see(Seen.well(), 1);
        see(SILENT, 10);
        assertThat(state()).isEqualTo(State.QUARANTINED);
        see(SILENT, 1);
        assertThat(state()).isEqualTo(State.DEAD);
    }

    @Test
    void anAnswerBeginsThePeriodAnew() {
        see(Seen.well(), 1);
        see(SILENT, 9);
        see(SILENT.probe(Probe.ANSWERS), 1);
        assertThat(standing.reason()).isEqualTo("answers, but its beats do not reach the registry");
        see(SILENT, 10);
        assertThat(state()).isEqualTo(State.QUARANTINED);
        see(Seen.well(), 1);
        assertThat(state()).isEqualTo(State.SERVING);
    }

    @Test
    void timeInWhichTheObserverStoodStillDoesNotCount() {
        see(Seen.well(), 1);
        see(SILENT, 3);
        now = now.plusSeconds(3_600);
        see(SILENT, 1);
        assertThat(state()).isEqualTo(State.QUARANTINED);
        see(Seen.well(), 1);
        assertThat(state()).isEqualTo(State.SERVING);
    }

    @Test
    void oneThatIsSuspendedForAWhileIsNeverKilled() {
        for (int i = 0; i < 100; i++) {
            see(Seen.well(), 60);
            see(SILENT, 8);
            assertThat(state()).as("time %s", i).isEqualTo(State.QUARANTINED);
        }
    }

    @Test
    void oneThatComesAndGoesMustBeWellForLongerEachTime() {
        for (int lapse = 0; lapse < 3; lapse++) {
            see(Seen.well(), 1);
            assertThat(state()).as("return %s", lapse).isEqualTo(State.SERVING);
            see(SILENT, 3);
        }
        see(Seen.well(), 10);
        assertThat(standing.reason()).isEqualTo("came and went 3 times; serves again if it is well until 12:00:23Z");
        see(Seen.well(), 1);
        assertThat(state()).isEqualTo(State.SERVING);
        see(SILENT, 3);
        see(Seen.well(), 20);
        assertThat(state()).isEqualTo(State.QUARANTINED);
        see(Seen.well(), 1);
        assertThat(state()).isEqualTo(State.SERVING);
    }

    @Test
    void whatWasLongAgoIsForgotten() {
        for (int lapse = 0; lapse < 10; lapse++) {
            see(Seen.well(), 700);
            see(SILENT, 3);
            see(Seen.well(), 1);
            assertThat(state()).as("return %s", lapse).isEqualTo(State.SERVING);
        }
    }

    @Test
    void missedProbesQuarantineOneThatBeats() {
        see(Seen.well(), 1);
        see(Seen.well().probe(Probe.SILENT), 3);
        assertThat(state()).isEqualTo(State.SERVING);
        see(Seen.well().probe(Probe.SILENT), 1);
        assertThat(state()).isEqualTo(State.QUARANTINED);
        see(Seen.well().probe(Probe.SILENT), 100);
        assertThat(state()).isEqualTo(State.QUARANTINED);
    }

    private State state() {
        return standing.state();
    }

    /** Sees the same in so many rounds, one a second. */
    private void see(Seen seen, int rounds) {
        for (int i = 0; i < rounds; i++) {
            now = now.plusSeconds(1);
            standing = lifecycle.next(standing, seen.sighting(), now);
        }
    }
}
