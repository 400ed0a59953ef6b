package io.msagent.orchestrator.plan;

import static io.msagent.orchestrator.plan.AService.fixed;
import static io.msagent.orchestrator.plan.AnInstance.endingByItself;
import static io.msagent.orchestrator.plan.AnInstance.serving;
import static io.msagent.orchestrator.plan.States.LIMITS;
import static io.msagent.orchestrator.plan.States.NOW;
import static io.msagent.orchestrator.plan.States.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.Snapshot;
import io.msagent.orchestrator.model.Stop;
import io.msagent.orchestrator.model.Traits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An instance may take as long to end as it has said, within bounds. */
class PatienceTest {
    @Test
    void theDecisionRemembersHowLongItMayTake() {
        List<Action> plan = new Planner(LIMITS)
                .plan(
                        new Snapshot(
                                List.of(fixed(0, serving("a").stopsWithin(45)).build()), List.of(host("h", 4))),
                        NOW);

        assertThat(plan)
                .containsExactly(new Action.End(
                        "s", "a", new Stop(NOW, false, false, "more instances than desired", Duration.ofSeconds(45))));
    }

    @ParameterizedTest
    @CsvSource({"0, 11, ''", "0, 12, end! a", "45, 46, ''", "45, 47, end! a", "5, 12, end! a"})
    void itIsKilledWhenThatIsOver(long said, long ago, String expected) {
        Stop stop = new Stop(NOW.minusSeconds(ago), false, false, "asked", Duration.ofSeconds(said));
        // it has left the registry by then
        AnInstance instance = AnInstance.ending("a", ago).seen(Seen.fresh().stop(stop));

        assertThat(String.join(", ", States.plan(fixed(0, instance), host("h", 4))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 59, ''", "0, 60, end a", "90, 91, ''", "90, 92, end a"})
    void oneThatEndsByItselfHasThatTimeToo(long said, long since, String expected) {
        AnInstance instance = endingByItself("a", since).stopsWithin(said);

        assertThat(String.join(", ", States.plan(fixed(0, instance), host("h", 4))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "45000, PT45S",
        "'', PT0S",
        "-1, PT0S",
        "soon, PT0S",
        "600001, PT10M",
        "999999999, PT10M",
        "9999999999, PT10M",
        "9999999999999999999, PT0S"
    })
    void whatARegistrationSaysIsBounded(String said, Duration expected) {
        assertThat(traits(Map.of(InstanceMeta.STOP_MILLIS, said)).stopTime()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true, memory, memory", "true, durable, durable", "false, memory, ''", "true, odd, ''"})
    void theKindOfStateIsOneOfThree(String stateful, String state, String expected) {
        assertThat(traits(Map.of(InstanceMeta.STATEFUL, stateful, InstanceMeta.STATE, state))
                        .state())
                .isEqualTo(expected);
    }

    private static Traits traits(Map<String, String> meta) {
        return Traits.of(List.of(new Instance("i", "s", "127.0.0.1", 1, meta, Instance.Status.PASSING, "")));
    }
}
