package io.msagent.orchestrator.plan;

import static io.msagent.orchestrator.plan.AService.fixed;
import static io.msagent.orchestrator.plan.AnInstance.serving;
import static io.msagent.orchestrator.plan.AnInstance.starting;
import static io.msagent.orchestrator.plan.States.alone;
import static io.msagent.orchestrator.plan.States.draining;
import static io.msagent.orchestrator.plan.States.host;
import static io.msagent.orchestrator.plan.States.plan;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    void aServiceIsSpreadOverHosts() {
        assertThat(plan(fixed(4), host("a", 4), host("b", 4)))
                .containsExactly("start on a", "start on b", "start on a", "start on b");
        assertThat(plan(fixed(3, serving("x").on("a"), serving("y").on("a")), host("a", 4), host("b", 4)))
                .containsExactly("start on b");
    }

    @Test
    void aLargerHostGetsMore() {
        assertThat(plan(fixed(6), host("large", 8), host("small", 4)))
                .filteredOn("start on large"::equals)
                .hasSize(4);
    }

    @Test
    void whereAStartFailedAnotherHostIsTaken() {
        assertThat(plan(fixed(1).diedOn("a", 1), host("a", 8), host("b", 4))).containsExactly("start on b");
        assertThat(plan(fixed(1).diedOn("a", 1), host("a", 8))).containsExactly("start on a");
        assertThat(plan(
                        fixed(
                                        3,
                                        serving("x").on("a").aged(0),
                                        serving("y").on("b").aged(0))
                                .diedOn("a", 1),
                        host("a", 8),
                        host("b", 1)))
                .as("it has succeeded there since")
                .containsExactly("start on a");
    }

    @Test
    void amongEqualsTheOneWithLessToDoIsTaken() {
        AnInstance formerCode = serving("x").on("a").code("d0");
        assertThat(plan(fixed(1, formerCode, serving("y").on("a").code("d0")), host("a", 4), host("b", 4)))
                .containsExactly("start on b");
    }

    @Test
    void onlyHostsThatStartProcessesAreTaken() {
        assertThat(plan(fixed(2), alone("a"), draining("b"), host("c", 4))).containsExactly("start on c", "start on c");
        assertThat(plan(fixed(1), alone("a"), draining("b")))
                .containsExactly("stuck: no host takes a new instance: a (no orchestrator there), b (draining)");
        assertThat(plan(fixed(1)))
                .containsExactly("stuck: there is no host: no orchestrator has said yet what its machine has");
    }

    @Test
    void aHostStartsFewAtATime() {
        assertThat(plan(fixed(12), host("a", 2))).hasSize(8);
        assertThat(plan(fixed(3, starting("x", 9).on("a"), starting("y", 10).on("a")), host("a", 1)))
                .containsExactly("start on a");
    }

    @Test
    void aDrainedHostsInstancesMoveOneByOneElsewhereFirst() {
        assertThat(plan(fixed(2, serving("x").on("a"), serving("y").on("a")), draining("a"), host("b", 4)))
                .containsExactly("start on b");
        assertThat(plan(
                        fixed(
                                2,
                                serving("x").on("a"),
                                serving("y").on("a"),
                                serving("z").on("b")),
                        draining("a"),
                        host("b", 4)))
                .containsExactly("end x");
        assertThat(plan(fixed(2, serving("y").on("a"), serving("z").on("b")), draining("a"), host("b", 4)))
                .containsExactly("start on b");
        assertThat(plan(fixed(2, serving("v").on("b"), serving("z").on("b")), draining("a"), host("b", 4)))
                .isEmpty();
    }

    @Test
    void whatCannotMoveStaysAndIsSaid() {
        assertThat(plan(fixed(1, serving("x").on("a")), draining("a")))
                .containsExactly("stuck: no host takes a new instance: a (draining)");
        assertThat(plan(fixed(1, serving("x").on("a")).launch(null, 0), draining("a"), host("b", 4)))
                .containsExactly(
                        "stuck: its instances cannot leave the host that is drained: it has no launch that may be used");
    }
}
