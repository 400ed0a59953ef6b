package io.msagent.orchestrator.observe;

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
import io.msagent.orchestrator.store.SpawnRecord.Halt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void onlyAnOpinionOfOnesOwnIsTakenBack() {
        assertThat(known(State.DEAD, Life.ALIVE, null).isGivenUpHereOnly()).isTrue();
        assertThat(known(State.DEAD, Life.UNKNOWN, null).isGivenUpHereOnly()).isTrue();
        assertThat(known(State.DEAD, Life.DEAD, null).isGivenUpHereOnly()).isFalse();
        assertThat(known(State.DEAD, Life.ALIVE, new Stop(NOW, true, true, "silent"))
                        .isGivenUpHereOnly())
                .isFalse();
        assertThat(known(State.QUARANTINED, Life.ALIVE, null).isGivenUpHereOnly())
                .isFalse();
    }

    @Test
    void timeInWhichTheObserverStoodStillIsGivenAgain() {
        Remembered known = new Remembered(NOW);
        Halt halt = new Halt(NOW.toString(), false, false, "retired by hand", 0);
        assertThat(known.stop(halt, NOW)).isEqualTo(new Stop(NOW, false, false, "retired by hand"));
        known.stoodStill(Duration.ofHours(1));
        Instant later = NOW.plusSeconds(3_600);
        assertThat(known.stop(halt, later)).isEqualTo(new Stop(later, false, false, "retired by hand"));
        assertThat(known.waitsSince).isEqualTo(later);
        assertThat(known.since).isEqualTo(NOW);
    }

    private static Remembered known(State state, Life life, @Nullable Stop stop) {
        Remembered known = new Remembered(NOW);
        known.last = new InstanceState(
                "i",
                "s",
                "h",
                "d1",
                new Sighting(true, life, Registered.CRITICAL, "", Probe.SILENT, true, false, null, NOW, stop, ""),
                new Standing(state, "", NOW, true),
                List.of(),
                Traits.UNKNOWN,
                null,
                null,
                NOW,
                1,
                "",
                "o");
        return known;
    }
}
