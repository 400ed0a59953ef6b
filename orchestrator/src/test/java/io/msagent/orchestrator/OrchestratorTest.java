package io.msagent.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.core.stateful.SettledMark;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.replica.Place;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real orchestrator that starts real processes. */
@Tag("once")
class OrchestratorTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    @TempDir
    Path folder;

    private final MemoryRegistry registry = new MemoryRegistry();

    @BeforeEach
    void patience() {
        Awaitility.setDefaultTimeout(LONG);
    }

    @Test
    void anInstanceInMaintenanceSaysWhyAndServesAgainAfterwards() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            String id = registry.lookUp("pricing").get(0).id();
            registry.maintenance(id, true, "quarantined: wrong answers");
            await().until(() -> !running.instance("pricing", "quarantined").isMissingNode());
            assertThat(running.instance("pricing", "quarantined").path("reason").asText())
                    .isEqualTo("by hand: wrong answers");
            assertThat(registry.lookUp("ms-orchestrator"))
                    .singleElement()
                    .satisfies(self -> assertThat(self.note()).startsWith("leads · "));

            registry.maintenance(id, false, "");
            // meanwhile another may have been started in its place; if so, one of the two goes again
            await().untilAsserted(() -> assertThat(registry.lookUp("ms-orchestrator"))
                    .singleElement()
                    .satisfies(self -> assertThat(self.note()).isEqualTo("leads · 1 service · 1 instance")));
        }
    }

    @Test
    void ofARegistryThatItHasJustMadeItSaysThatNobodyHadLeasesBefore() throws Exception {
        try (Running first = new Running(folder, registry, Running.limits())) {
            assertThat(registry.get(SettledMark.KEY)).isPresent();
        }
        registry.delete(SettledMark.KEY); // as if the data had been lost
        try (Running second = new Running(folder, registry, Running.limits())) {
            assertThat(registry.get(SettledMark.KEY)).isEmpty();
        }
    }

    @Test
    void manyCallersGetOneInstance() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(running.provide("pricing", "d1", running.launch("serve", "d1"), LONG));
            }
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.join().statusCode()).isEqualTo(200);
                assertThat(answer.join().body()).isEqualTo("{\"instances\":1}");
            });
            assertThat(running.started()).hasSize(1);
            JsonNode instance = running.instance("pricing", "serving");
            assertThat(instance.path("id").asText()).isEqualTo(running.started().get(0));
            assertThat(instance.path("digest").asText()).isEqualTo("d1");
            assertThat(instance.path("capacity").asInt()).isEqualTo(4);
            assertThat(ProcessHandle.of(instance.path("pid").asLong())).isPresent();
        }
        assertThat(registry.lookUp("pricing")).isEmpty();
        assertThat(registry.list("ms-agent/spawn/")).isEmpty();
    }

    @Test
    void aKilledProviderIsStartedAgain() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            JsonNode first = running.instance("pricing", "serving");
            ProcessHandle.of(first.path("pid").asLong()).orElseThrow().destroyForcibly();
            await().until(() -> running.started().size() == 2
                    && running.instance("pricing", "serving")
                            .path("id")
                            .asText()
                            .equals(running.started().get(1)));
            assertThat(registry.lookUp("pricing"))
                    .singleElement()
                    .satisfies(
                            i -> assertThat(i.id()).startsWith(running.started().get(1)));
            assertThat(running.instance("pricing", "dead").path("reason").asText())
                    .contains("ended by signal 9");
        }
    }

    @Test
    void aDeathDuringStartIsReportedWithTheLog() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            HttpResponse<String> answer = running.provide("pricing", "d1", running.launch("die", "d1"), LONG)
                    .join();
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(answer.body())
                    .contains("ended during its start: exit code 3", "cannot find my shop", "line 50")
                    .doesNotContain("line 11\\n")
                    .contains("line 12\\n");
        }
    }

    @Test
    void aCrashLoopIsGivenUpForAWhile() throws Exception {
        Limits limits = new Limits(
                LONG,
                LONG,
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                LONG,
                3,
                Duration.ofMinutes(10),
                Running.limits().scaling());
        try (Running running = new Running(folder, registry, limits)) {
            running.provide("pricing", "d1", running.launch("die", "d1"), LONG).join();
            await().until(() -> running.status()
                    .path("services")
                    .path(0)
                    .path("trouble")
                    .asText()
                    .startsWith("given up until"));
            assertThat(running.started()).hasSize(3);
            HttpResponse<String> answer = running.provide("pricing", "d1", running.launch("die", "d1"), LONG)
                    .join();
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("3 starts in a row failed", "cannot find my shop");
            assertThat(running.started()).hasSize(3);
        }
    }

    @Test
    void aStartThatHangsIsEnded() throws Exception {
        Limits limits = Running.limits(Duration.ofMillis(1_500));
        try (Running running = new Running(folder, registry, limits)) {
            HttpResponse<String> answer = running.provide("pricing", "d1", running.launch("hang", "d1"), LONG)
                    .join();
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("did not register within 1.5 s");
            await().until(() -> running.status().toString().contains("\"state\":\"dead\""));
        }
    }

    @Test
    void aStartThatNeverAnswersIsEnded() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits(Duration.ofSeconds(8)))) {
            HttpResponse<String> answer = running.provide("pricing", "d1", running.launch("mute", "d1"), LONG)
                    .join();
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("registered, but did not answer within 8 s");
        }
    }

    @Test
    void aProgramThatChangedSinceIsReported() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            HttpResponse<String> answer = running.provide("pricing", "d1", running.launch("serve", "d2"), LONG)
                    .join();
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("it runs other code (digest d2)");
        }
    }

    @Test
    void theCallersTimeRunsOutAndTheWorkGoesOn() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            HttpResponse<String> answer = running.provide(
                            "pricing", "d1", running.launch("serve", "d1"), Duration.ofMillis(1))
                    .join();
            assertThat(answer.statusCode()).isEqualTo(504);
            await().until(() -> !running.instance("pricing", "serving").isMissingNode());
        }
    }

    @Test
    void newCodeTakesThePlaceOfTheOld() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            running.provideWell("pricing", "d2");
            await().until(() -> registry.lookUp("pricing").size() == 1
                    && registry.lookUp("pricing").get(0).meta().containsValue("d2"));
            assertThat(running.started()).hasSize(2);
        }
    }

    @Test
    void asManyAsDesired() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            running.post("/ms/v1/services/pricing/scale", "{\"count\":3}");
            await().until(() -> registry.lookUp("pricing").size() == 3);
            running.post("/ms/v1/services/pricing/scale", "{\"count\":1}");
            await().until(() -> registry.lookUp("pricing").size() == 1);
            assertThat(running.started()).hasSize(3);
        }
    }

    @Test
    void theNextOrchestratorTakesProvidersUp() throws Exception {
        long pid;
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            pid = running.instance("pricing", "serving").path("pid").asLong();
            running.leave();
        }
        assertThat(ProcessHandle.of(pid)).isPresent();
        try (Running next = new Running(folder, registry, Running.limits())) {
            await().until(() -> next.instance("pricing", "serving").path("pid").asLong() == pid);
            assertThat(next.started()).hasSize(1);
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().until(() -> next.started().size() == 2);
        }
        await().until(() -> ProcessHandle.allProcesses()
                .noneMatch(p -> p.info().commandLine().orElse("").contains(folder.toString())));
    }

    @Test
    void aTamperedLaunchNeverRuns() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            String key = "ms-agent/launch/pricing";
            String stored = new String(registry.get(key).orElseThrow().value(), StandardCharsets.UTF_8);
            assertThat(stored).contains("\"serve\"");
            registry.put(key, stored.replace("\"serve\"", "\"evil\"").getBytes(StandardCharsets.UTF_8));
            registry.put(
                    "ms-agent/launch/other",
                    stored.replace("\"pricing\"", "\"other\"").getBytes(StandardCharsets.UTF_8));
            registry.put("ms-agent/policy/pricing", "5".getBytes(StandardCharsets.UTF_8));
            await().until(() -> running.status().path("services").size() == 2);
            assertThat(running.status().path("services"))
                    .allSatisfy(s -> assertThat(s.path("trouble").asText()).contains("HMAC does not verify"));
            long pid = running.instance("pricing", "serving").path("pid").asLong();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().until(() -> !running.instance("pricing", "dead").isMissingNode());
            assertThat(running.started()).hasSize(1);
        }
    }

    @Test
    void oneOrchestratorAFolder() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            assertThatThrownBy(() -> new Running(folder, new MemoryRegistry(), Running.limits()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("used by another orchestrator (pid "
                            + ProcessHandle.current().pid())
                    .hasMessageContaining("--state");
            assertThat(running.status().path("orchestrator").path("pid").asLong())
                    .isEqualTo(ProcessHandle.current().pid());
        }
        assertThat(folder.resolve("state/replicas/1/orchestrator.json")).doesNotExist();
    }

    @Test
    void aSecondOneOnARegistryFollowsUntilTheFirstEnds() throws Exception {
        Running first = new Running(folder, registry, Running.limits());
        Path other = folder.resolve("other");
        Path state = Files.createDirectories(other.resolve("state"), OWNER_ONLY);
        Files.copy(folder.resolve("state/token"), state.resolve("token"));
        try (Running second = new Running(other, registry, Running.limits())) {
            // any takes requests; the leader's host acts
            second.provideWell("pricing", "d1");
            assertThat(first.started()).isEmpty();
            assertThat(second.started()).hasSize(1);
            assertThat(first.status().at("/orchestrator/leads").asBoolean()).isTrue();
            assertThat(second.status().at("/orchestrator/leads").asBoolean()).isFalse();
            long pid = first.instance("pricing", "serving").path("pid").asLong();
            assertThat(second.instance("pricing", "serving").path("pid").asLong())
                    .isEqualTo(pid);

            first.leave();

            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().until(() -> second.started().size() == 2
                    && !second.instance("pricing", "serving").isMissingNode());
            assertThat(second.status().at("/orchestrator/leads").asBoolean()).isTrue();
        } finally {
            first.close();
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path state = folder.resolve("state");
            OrchestratorOptions options = new OrchestratorOptions(
                    taken.getLocalPort(),
                    0,
                    null,
                    null,
                    null,
                    state,
                    state.resolve("token"),
                    Running.limits(),
                    Policy.standard(),
                    1_000,
                    1,
                    false,
                    Place.ALONE);
            assertThatThrownBy(() -> Orchestrator.start(options, new MemoryBackends(registry).both(), request -> {}))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("registry port " + taken.getLocalPort())
                    .hasMessageContaining("ss -ltnp")
                    .hasMessageContaining("--registry-port");
            assertThat(state.resolve("replicas/1/orchestrator.json")).doesNotExist();
        }
    }

    @Test
    void aLostSessionStopsActingUntilItIsHadAgain() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            String rival = registry.openSession("rival", LONG, Duration.ZERO);
            running.provideWell("pricing", "d1");
            registry.expireSessions();
            String again = registry.openSession("rival", LONG, Duration.ZERO);
            assertThat(again).isNotEqualTo(rival);
            assertThat(registry.acquire("ms-agent/orchestrator/leader", new byte[0], again))
                    .isTrue();
            await().until(() -> !running.status().at("/orchestrator/leads").asBoolean());
            assertThat(running.provide("other", "d1", running.launch("serve", "d1"), Duration.ofSeconds(2))
                            .join()
                            .statusCode())
                    .isEqualTo(504);
            assertThat(running.started()).noneMatch(id -> id.startsWith("other"));
            registry.closeSession(again);
            // nobody has to ask again
            await().until(() -> !running.instance("other", "serving").isMissingNode());
            running.provideWell("pricing", "d1");
            assertThat(running.started())
                    .filteredOn(id -> id.startsWith("pricing"))
                    .hasSize(1);
        }
    }
}
