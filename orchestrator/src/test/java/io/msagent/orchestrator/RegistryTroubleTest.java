package io.msagent.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.RegistryException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An orchestrator whose registry is slow when it starts, or loses its data when it runs. */
class RegistryTroubleTest {
    @TempDir
    Path folder;

    private final MemoryRegistry registry = new MemoryRegistry();

    @BeforeEach
    void patience() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    @Test
    void aRegistryThatDoesNotAnswerAtOnceIsWaitedFor() throws Exception {
        registry.fail(RegistryException.Kind.AWAY, 4);
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
        }
    }

    @Test
    void aRegistryThatRefusesIsNot() {
        registry.fail(RegistryException.Kind.REFUSED, 1);
        assertThatThrownBy(() -> new Running(folder, registry, Running.limits()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("http://memory.test");
    }

    @Test
    void patienceEnds() {
        assertThatThrownBy(() -> new Patience(Duration.ofMillis(1)).make(() -> {
                    throw new RegistryException(RegistryException.Kind.AWAY, "no answer", null);
                }))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("has not answered within")
                .hasMessageContaining("no answer");
    }

    @Test
    void aRegistryWithoutItsDataIsGivenItBackAndNothingIsStartedTwice() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            running.post("/ms/v1/services/pricing/scale", "{\"count\":2}");
            await().until(() ->
                    running.started().size() == 2 && registry.lookUp("pricing").size() == 2);
            await().until(() -> registry.list("ms-agent/epoch").size() == 1);
            long pid = running.instance("pricing", "serving").path("pid").asLong();

            registry.beginAnew();

            await().untilAsserted(() -> {
                assertThat(registry.list("ms-agent/launch/")).hasSize(1);
                assertThat(registry.list("ms-agent/policy/")).hasSize(1);
                assertThat(registry.list("ms-agent/spawn/")).hasSize(2);
                assertThat(registry.list("ms-agent/epoch")).hasSize(1);
            });
            await().untilAsserted(() -> assertThat(running.status().path("instances"))
                    .hasSize(2)
                    .allSatisfy(i -> assertThat(i.path("state").asText()).isEqualTo("serving")));
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().until(() -> running.started().size() == 3);
            await().until(() -> running.status().toString().contains("\"serving\":2"));
            assertThat(running.started()).hasSize(3);
        }
        assertThat(registry.list("ms-agent/spawn/")).isEmpty();
    }

    @Test
    void whatAPersonRemovesStaysRemoved() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            registry.delete("ms-agent/launch/pricing");
            long pid = running.instance("pricing", "serving").path("pid").asLong();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().until(() -> registry.list("ms-agent/spawn/").isEmpty());

            assertThat(registry.list("ms-agent/launch/")).isEmpty();
            assertThat(running.started()).hasSize(1);
        }
    }

    @Test
    void statusSaysThatTheRegistryIsAway() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            registry.fail(RegistryException.Kind.AWAY, Integer.MAX_VALUE);
            await().until(() -> running.status()
                    .at("/orchestrator/registryTrouble")
                    .asText()
                    .matches("registry away since .*, last known shown"));
            assertThat(running.instance("pricing", "serving").isMissingNode()).isFalse();

            registry.fail(RegistryException.Kind.AWAY, 0);
            await().until(() -> running.status()
                    .at("/orchestrator/registryTrouble")
                    .asText()
                    .isEmpty());
        }
    }

    @Test
    void aRegistrationThatMayNotBeRemovedHoldsUpNoStart() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            registry.refuseRemovals(true);
            long pid = running.instance("pricing", "serving").path("pid").asLong();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().until(() -> running.started().size() == 2
                    && running.instance("pricing", "serving")
                            .path("id")
                            .asText()
                            .equals(running.started().get(1)));
            registry.refuseRemovals(false);
        }
    }
}
