package io.msagent.it.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Instance;
import io.msagent.it.kit.Admin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Instances under load that stand still for a while, or are taken out by hand: none is killed, and no call fails. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuarantineTest {
    private Scene scene;
    private Admin admin;

    @BeforeAll
    void start(@TempDir Path folder) {
        scene = new Scene(folder, List.of("--quarantine", "10m"));
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

    @Test
    void oneThatStandsStillForLongerThanItsTtlComesBackUnharmed() throws Exception {
        Admin.Seen still = two().get(0);
        Waits.signal(still.pid(), "STOP");
        try {
            Admin.Seen seen = Waits.state(admin, still, "quarantined");
            assertThat(seen.reason()).isNotEmpty();
            Waits.until(
                    "not callable in the registry",
                    () -> scene.registered(still).stream()
                            .noneMatch(i -> i.status().isCallable()));
            scene.load().awaitCalls(100);
        } finally {
            Waits.signal(still.pid(), "CONT");
        }
        Waits.shown(admin, still, Admin.Seen::serves);
        scene.load().awaitServedBy(still.pid());
        scene.load().assertNoFailure();
        assertThat(admin.events(LoadProgram.SERVICE))
                .filteredOn(event -> event.get("instance").asText().equals(still.id()))
                .anySatisfy(event -> {
                    assertThat(event.get("to").asText()).isEqualTo("quarantined");
                    assertThat(event.get("cause").asText()).isNotEmpty();
                })
                .noneMatch(event -> event.get("to").asText().equals("dead"));
    }

    @Test
    void oneThatIsTakenOutByHandGetsNoCallsUntilItIsReleased() {
        Admin.Seen out = two().get(1);
        scene.command("quarantine", out.id());
        Waits.state(admin, out, "quarantined");
        scene.awaitRegistered(out, Instance.Status.MAINTENANCE, "quarantined: ");
        scene.load().awaitNotServedBy(out.pid());

        scene.command("release", out.id());
        Waits.shown(admin, out, Admin.Seen::serves);
        scene.load().awaitServedBy(out.pid());
        scene.load().assertNoFailure();
    }

    @Test
    void oneThatQuiescesByHandSaysSoUntilItIsReleased() {
        Admin.Seen out = two().get(1);
        admin.post("instances/" + out.id() + "/quiesce", "{}");
        Waits.state(admin, out, "quiescing");
        scene.awaitRegistered(out, Instance.Status.MAINTENANCE, "quiescing: ");
        scene.load().awaitNotServedBy(out.pid());
        assertThat(Waits.alive(out.pid())).isTrue();

        admin.post("instances/" + out.id() + "/release", "{}");
        Waits.shown(admin, out, Admin.Seen::serves);
        scene.load().assertNoFailure();
    }

    @Test
    void oneThatIsRetiredEndsAndAnotherTakesItsPlace() {
        Admin.Seen old = two().get(0);
        admin.post("instances/" + old.id() + "/retire", "{}");
        Waits.until("its process ends", () -> !Waits.alive(old.pid()));
        assertThat(Waits.state(admin, old, "retired").reason()).isNotEmpty();
        assertThat(two()).extracting(Admin.Seen::pid).doesNotContain(old.pid());
        Waits.until("it leaves the registry", () -> scene.registered(old).isEmpty());
        scene.load().assertNoFailure();
    }
}
