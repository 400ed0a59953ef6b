package io.msagent.orchestrator.plan;

import static io.msagent.orchestrator.plan.AService.fixed;
import static io.msagent.orchestrator.plan.AnInstance.deaf;
import static io.msagent.orchestrator.plan.AnInstance.serving;
import static io.msagent.orchestrator.plan.States.host;
import static io.msagent.orchestrator.plan.States.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** One that beats and does not answer is given up only if it is certain that the orchestrator hears. */
class HearingTest {
    @Test
    void whileAnotherAnswersItIsGivenUpAfterThreePeriods() {
        assertThat(ends(fixed(2, serving("x"), deaf("y", 29)))).isEmpty();
        assertThat(ends(fixed(2, serving("x"), deaf("y", 30)))).containsExactly("fail! y");
    }

    @Test
    void oneAtATime() {
        assertThat(ends(fixed(3, serving("x"), deaf("y", 40), deaf("z", 50)))).containsExactly("fail! z");
        AnInstance ends = AnInstance.ending("z", 1);
        assertThat(ends(fixed(3, serving("x"), deaf("y", 40), ends))).isEmpty();
    }

    @Test
    void anObserverThatHearsNobodyGivesNobodyUp() {
        assertThat(plan(fixed(2, deaf("x", 900), deaf("y", 900)), host("h", 4)))
                .noneMatch(action -> action.startsWith("fail"))
                .anyMatch(action -> action.startsWith("stuck: x beats, but does not answer the orchestrator"));
    }

    @Test
    void norOnAHostOfWhichItHearsNobody() {
        assertThat(ends(fixed(
                        3,
                        serving("x"),
                        deaf("y", 900).on("other"),
                        deaf("z", 900).on("other"))))
                .isEmpty();
        assertThat(ends(fixed(2, serving("x"), deaf("y", 900).on("other").outOfReach())))
                .isEmpty();
    }

    @Test
    void theOnlyOneIsGivenUpIfItWasReached() {
        assertThat(ends(fixed(1, deaf("x", 900)))).containsExactly("fail! x");
        assertThat(ends(fixed(1, deaf("x", 900).outOfReach()))).isEmpty();
    }

    private static List<String> ends(AService service) {
        return plan(service, host("h", 4), host("other", 4)).stream()
                .filter(action -> action.startsWith("fail") || action.startsWith("end"))
                .toList();
    }
}
