package io.msagent.orchestrator.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Silence silence = new Silence();

    @Test
    void addsUpUntilSomethingIsHeard() {
        for (int i = 0; i < 15; i++) {
            silence.goesOn(Duration.ofSeconds(1));
        }
        assertThat(silence.isLongerThan(LIMIT)).isFalse();
        silence.goesOn(Duration.ofMillis(1));
        assertThat(silence.isLongerThan(LIMIT)).isTrue();

        silence.heard();

        assertThat(silence.isLongerThan(LIMIT)).isFalse();
    }

    @Test
    void whoStoodStillItselfHasHeardNothingForAMomentOnly() {
        silence.goesOn(Duration.ofHours(1));

        assertThat(silence.isLongerThan(LIMIT)).isFalse();
    }
}
