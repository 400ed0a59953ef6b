package io.msagent.orchestrator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.launch.Launch;
import io.msagent.orchestrator.store.StoredLaunch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private final Launches launches = new Launches();

    @Test
    void aNewProgramIsKnownSinceItCame() {
        assertThat(launches.since(launch("d1", "shop.jar", "en"), NOW)).isEqualTo(NOW);
        assertThat(launches.since(launch("d1", "shop.jar", "en"), LATER)).isEqualTo(NOW);
        assertThat(launches.since(launch("d2", "shop.jar", "en"), LATER)).isEqualTo(LATER);
        assertThat(launches.since(launch("d1", "other.jar", "en"), LATER)).isEqualTo(LATER);
    }

    @Test
    void anotherEnvironmentIsNoOtherProgram() {
        launches.since(launch("d1", "shop.jar", "en"), NOW);
        assertThat(launches.since(launch("d1", "shop.jar", "de"), LATER)).isEqualTo(NOW);
    }

    @Test
    void twoThatTakeTurnsAreNotNewEachTime() {
        launches.since(launch("d1", "one.jar", "en"), NOW);
        launches.since(launch("d1", "two.jar", "en"), NOW);
        assertThat(launches.since(launch("d1", "one.jar", "en"), LATER)).isEqualTo(NOW);
        assertThat(launches.since(launch("d1", "two.jar", "en"), LATER)).isEqualTo(NOW);
    }

    @Test
    void aServiceWithoutALaunchBeginsAnew() {
        launches.since(launch("d1", "shop.jar", "en"), NOW);
        launches.keepTo(List.of());
        assertThat(launches.since(launch("d1", "shop.jar", "en"), LATER)).isEqualTo(LATER);
    }

    private static StoredLaunch launch(String digest, String jar, String language) {
        return new StoredLaunch(
                "s", digest, new Launch(List.of("java", "-jar", jar), "/", Map.of("LANG", language), List.of()));
    }
}
