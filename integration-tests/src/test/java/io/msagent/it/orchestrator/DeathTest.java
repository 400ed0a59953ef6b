package io.msagent.it.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.it.kit.Admin;
import io.msagent.it.kit.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        Waits.until("events say what happened", () -> eventsOf(hung).stream()
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
        Waits.until("an event says so", () -> eventsOf(killed).stream()
                .anyMatch(event -> event.get("to").asText().equals("dead")
                        && event.get("cause").asText().contains("ended")));
    }

    @ParameterizedTest
    @CsvSource({
        "at-start, crashes-at-start, no licence for this machine",
        "soon, crashes-soon, 'out of memory, as it were'"
    })
    void aServiceWhoseInstancesAllDieIsGivenUpAndCallersAreToldWhy(String which, String service, String lastWords) {
        Program.Result result = scene.program(
                        "kitchen.Crashing", List.of("timeout=3m", "fallback=none"), which)
                .run();
        assertThat(result.out()).startsWith("FAILED ");

        Waits.until("the service is given up", () -> admin.service(service)
                .get("trouble")
                .asText()
                .contains("given up"));
        List<Admin.Seen> spawned = admin.instances(service);
        assertThat(spawned).as("spawned").hasSizeBetween(2, MOST_SPAWNS).allMatch(Admin.Seen::isOver);
        assertThat(spawned).allSatisfy(one -> assertThat(one.reason()).isNotEmpty());
        assertThat(result.out() + admin.service(service) + spawned + result.err())
                .as("what the program said last")
                .contains(lastWords);
    }
}
