package io.msagent.orchestrator.plan;

import static io.msagent.orchestrator.plan.AService.fixed;
import static io.msagent.orchestrator.plan.AnInstance.serving;
import static io.msagent.orchestrator.plan.AnInstance.takenOut;
import static io.msagent.orchestrator.plan.States.draining;
import static io.msagent.orchestrator.plan.States.host;
import static io.msagent.orchestrator.plan.States.plan;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is out of service on purpose is neither forgotten nor ended unasked. */
class HeldTest {
    private static final String HELD =
            "stuck: x on h shall be replaced, but was taken out by hand and stays until it is released or retired";

    @Test
    void aRestartIsNotOverWhileAnOldOneIsTakenOut() {
        assertThat(plan(fixed(1, takenOut("x"), serving("y").aged(5)).restart(10), host("h", 4)))
                .containsExactly(HELD);
        assertThat(plan(fixed(1, takenOut("x").aged(5), serving("y").aged(5)).restart(10), host("h", 4)))
                .containsExactly("restarted");
    }

    @Test
    void aDrainSaysThatOneStays() {
        assertThat(plan(fixed(1, takenOut("x"), serving("y").on("b")), draining("h"), host("b", 4)))
                .containsExactly(HELD);
    }

    @Test
    void oneThatHangsInItsOwnEndIsEnded() {
        assertThat(plan(fixed(1, AnInstance.endingByItself("x", 59), serving("y")), host("h", 4)))
                .isEmpty();
        assertThat(plan(fixed(1, AnInstance.endingByItself("x", 60), serving("y")), host("h", 4)))
                .containsExactly("end x");
    }
}
