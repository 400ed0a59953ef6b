package io.msagent.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Instance;
import io.msagent.orchestrator.model.ServiceState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocationsTest {
    private final Locations locations = new Locations();

    @Test
    void namesThoseThatServeOneAfterTheOther() {
        ServiceState latest = Seen.service(
                Seen.serving("a", "d1"),
                Seen.serving("b", "d1"),
                Seen.serving("other", "d2"),
                Seen.starting("c", "d1"));
        assertThat(named(latest, "d1")).containsExactly("reg-a", "reg-b", "reg-a", "reg-b");
        assertThat(named(latest, "d2")).containsOnly("reg-other");
        assertThat(named(latest, "")).contains("reg-a", "reg-b", "reg-other");
        assertThat(locations.next(latest, "s", "d3")).isEmpty();
        assertThat(locations.next(null, "unknown", "")).isEmpty();
    }

    private List<String> named(ServiceState latest, String digest) {
        return Stream.generate(() -> locations.next(latest, "s", digest).orElseThrow())
                .limit(4)
                .map(Instance::id)
                .toList();
    }
}
