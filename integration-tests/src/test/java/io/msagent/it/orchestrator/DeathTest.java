package io.msagent.it.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.it.kit.Admin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Instances that hang for good or die are replaced, and no call fails; a service whose instances all die is given up. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeathTest {
    /** Five quick deaths in a row and, when the machine stands still at the wrong moment, a start that overlaps. */
    private static final int MOST_SPAWNS = 8;

    private Scene scene;
    private Admin admin;

    @BeforeAll
    void start(@TempDir Path folder) {
        scene = new Scene(folder, List.of("--quarantine", "3s"));
        admin = scene.admin();
        scene.begin(2);
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    private List<Admin.Seen> two() {
        return Waits.serving(admin, LoadProgram.SERVICE, 2);
    }

    private void assertReplaced(Admin.Seen gone) {
        assertThat(Waits.state(admin, gone, "dead").reason()).isNotEmpty();
        assertThat(two()).extracting(Admin.Seen::pid).doesNotContain(gone.pid());
        Waits.until("it leaves the registry", () -> scene.registered(gone).isEmpty());
        scene.load().awaitCalls(50);
    }

    private List<JsonNode> eventsOf(Admin.Seen instance) {
        return admin.events(LoadProgram.SERVICE).stream()
                .filter(event -> event.get("instance").asText().equals(instance.id()))
                .toList();
    }

    @Test
    void oneThatHangsForGoodIsKilledAndReplaced() throws Exception {
        Admin.Seen hung = two().get(0);
        Waits.signal(hung.pid(), "STOP");
        Waits.until("its process is killed", () -> !Waits.alive(hung.pid()));
        assertReplaced(hung);
        Waits.until(
                "events say what happened",
                () -> eventsOf(hung).stream()
                        .map(event -> event.get("to").asText())
                        .toList()
                        .containsAll(List.of("quarantined", "dead")));
        assertThat(eventsOf(hung))
                .allSatisfy(event -> assertThat(event.get("cause").asText()).isNotEmpty());
    }

    @Test
    void oneThatIsKilledIsReplaced() throws Exception {
        Admin.Seen killed = two().get(1);
        Waits.signal(killed.pid(), "KILL");
        assertReplaced(killed);
        Waits.until(
                "an event says so",
                () -> eventsOf(killed).stream()
                        .anyMatch(event -> event.get("to").asText().equals("dead")
                                && event.get("cause").asText().contains("ended")));
    }

    private record Loop(String which, String service, String lastWords, Path out, Process process) {}

    private Loop loop(String which, String service, String lastWords) {
        Path out = scene.folder().resolve(which + ".out");
        Process process = scene.program("kitchen.Crashing", List.of("timeout=3m", "fallback=none"), which)
                .start(out, scene.folder().resolve(which + ".err"));
        return new Loop(which, service, lastWords, out, process);
    }

    @Test
    void aServiceWhoseInstancesAllDieIsGivenUpAndCallersAreToldWhy() throws Exception {
        for (Loop loop : List.of(
                loop("at-start", "crashes-at-start", "no licence for this machine"),
                loop("soon", "crashes-soon", "out of memory, as it were"))) {
            try {
                assertGivenUp(loop);
            } finally {
                loop.process().destroyForcibly();
            }
        }
        scene.load().assertNoFailure();
    }

    private void assertGivenUp(Loop loop) throws Exception {
        Waits.until(
                "the service is given up",
                () -> admin.service(loop.service()).get("trouble").asText().contains("given up"));
        String trouble = admin.service(loop.service()).get("trouble").asText();
        List<Admin.Seen> spawned = admin.instances(loop.service());
        assertThat(spawned)
                .as("spawned")
                .hasSizeBetween(2, MOST_SPAWNS)
                .allSatisfy(one -> assertThat(one.reason()).isNotEmpty());

        assertThat(loop.process().waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(loop.out())).startsWith("FAILED ");
        assertThat(Files.readString(loop.out()) + trouble + spawned)
                .as("what the program said last")
                .contains(loop.lastWords());
    }
}
