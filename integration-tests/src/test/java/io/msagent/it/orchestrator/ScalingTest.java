package io.msagent.it.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.it.kit.Admin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The number of instances follows the load, or what somebody has said, and no call fails when it changes. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScalingTest {
    private static final String SCALE = "services/" + LoadProgram.SERVICE + "/scale";
    private static final List<String> OPTIONS =
            List.of("--scale-window", "3s", "--scale-out-cooldown", "1s", "--scale-in-cooldown", "3s");

    private Scene scene;
    private Admin admin;

    @BeforeAll
    void start(@TempDir Path folder) {
        scene = new Scene(folder, OPTIONS, "workers=4");
        admin = scene.admin();
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    private JsonNode service() {
        return admin.service(LoadProgram.SERVICE);
    }

    /** Five busy workers are more than one instance has, and 42 % of what three have. */
    @Test
    @Order(1)
    void instancesComeWithTheLoadAndGoWithIt() {
        scene.load().load(5, 50);
        scene.load().awaitCalls(1);
        admin.post(SCALE, "{\"min\":1,\"max\":4}");
        Waits.until("more instances", () -> admin.serving(LoadProgram.SERVICE).size() >= 3);
        assertThat(service().get("desired").asInt()).isBetween(3, 4);

        scene.load().load(0, 50);
        Waits.serving(admin, LoadProgram.SERVICE, 1);
        assertThat(admin.instances(LoadProgram.SERVICE))
                .filteredOn(Admin.Seen::isOver)
                .as("went, and did not die")
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(one -> one.state().equals("retired"));
        scene.load().assertNoFailure();
    }

    @Test
    @Order(2)
    void goesToZeroWhenIdleAndComesBackWithTheNextCall() {
        admin.post(SCALE, "{\"min\":0,\"max\":2,\"idle\":\"PT2S\"}");
        Waits.serving(admin, LoadProgram.SERVICE, 0);
        assertThat(service().get("desired").asInt()).isZero();

        scene.load().load(2, 5);
        scene.load().awaitCalls(20);
        assertThat(admin.pids(LoadProgram.SERVICE)).isNotEmpty();
    }

    @Test
    @Order(3)
    void whatSomebodyHasSaidOutlivesTheOrchestrator() throws Exception {
        scene.load().load(2, 5);
        scene.command("scale", LoadProgram.SERVICE, "3");
        List<Long> three = Waits.serving(admin, LoadProgram.SERVICE, 3).stream()
                .map(Admin.Seen::pid)
                .toList();
        scene.load().awaitCalls(20);

        scene.restartOrchestrator(OPTIONS);
        admin = scene.admin();
        assertThat(Waits.serving(admin, LoadProgram.SERVICE, 3))
                .extracting(Admin.Seen::pid)
                .containsExactlyInAnyOrderElementsOf(three);
        assertThat(service().get("min").asInt()).isEqualTo(3);
        assertThat(service().get("max").asInt()).isEqualTo(3);
        scene.load().awaitCalls(20);

        scene.command("scale", LoadProgram.SERVICE, "1");
        Waits.serving(admin, LoadProgram.SERVICE, 1);
        scene.load().endWithoutFailure();
    }
}
