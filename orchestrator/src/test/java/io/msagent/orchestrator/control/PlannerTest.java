package io.msagent.orchestrator.control;

import static io.msagent.orchestrator.control.States.LIMITS;
import static io.msagent.orchestrator.control.States.NOW;
import static io.msagent.orchestrator.control.States.death;
import static io.msagent.orchestrator.control.States.service;
import static io.msagent.orchestrator.control.States.serving;
import static io.msagent.orchestrator.control.States.starting;
import static io.msagent.orchestrator.control.States.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.control.InstanceState.Life;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {
    private static final String SPAWN = "Spawn[service=s]";

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void whatFollows(String name, ServiceState seen, List<String> expected) {
        List<Action> plan = new Planner(LIMITS).plan(new Snapshot(List.of(seen)), NOW);
        assertThat(plan.stream().map(PlannerTest::text)).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> table() {
        return Stream.of(
                row("nothing runs: one is started", service(1), SPAWN),
                row("three are desired", service(3), SPAWN, SPAWN, SPAWN),
                row("none is desired", service(0)),
                row("no launch: nothing to start", service(null, 1, List.of())),
                row("one starts: wait", service(1, starting("a", "d1", 10))),
                row("one serves: enough", service(1, serving("a", "d1"))),
                row("one that somebody started by hand is enough", service(1, serving("a", "d1", "d1", false))),
                row("one by hand with other code is not", service(1, serving("a", "d0", "d0", false)), SPAWN),
                row("started by hand is never ended", service(0, serving("a", "d1", "d1", false))),
                row(
                        "a dead one is cleared away and replaced",
                        service(1, with(serving("a", "d1"), Life.DEAD, null)),
                        "Deregister[registrationId=reg-a]",
                        "ForgetSpawn[id=a]",
                        SPAWN),
                row(
                        "a start of which nothing is seen is forgotten after a while",
                        service(1, with(starting("a", "d1", 11), Life.UNKNOWN, null)),
                        "ForgetSpawn[id=a]"),
                row("until then it counts", service(1, with(starting("a", "d1", 9), Life.UNKNOWN, null))),
                row("a start that hangs fails", service(1, starting("a", "d1", 60)), "fail! a"),
                row("other code than expected fails", service(1, serving("a", "d1", "d9", true)), "fail a"),
                row(
                        "too many: the one that does not serve goes",
                        service(1, serving("a", "d1"), starting("b", "d1", 9)),
                        "kill b"),
                row(
                        "new code: the old stays until the new serves",
                        service("d1", 1, List.of(), serving("a", "d0")),
                        SPAWN),
                row(
                        "the new serves: the old goes",
                        service("d1", 1, List.of(), serving("a", "d0"), serving("b", "d1")),
                        "kill a"),
                row(
                        "it was asked: patience",
                        service(
                                "d1",
                                1,
                                List.of(),
                                serving("b", "d1"),
                                with(serving("a", "d0"), Life.ALIVE, NOW.minusSeconds(11)))),
                row(
                        "patience is over",
                        service(
                                "d1",
                                1,
                                List.of(),
                                serving("b", "d1"),
                                with(serving("a", "d0"), Life.ALIVE, NOW.minusSeconds(12))),
                        "kill! a"),
                row("one that ends does not count", service(1, with(serving("a", "d1"), Life.ALIVE, NOW)), SPAWN),
                row("died after long service: at once", service("d1", 2, List.of(death(0, 100, true))), SPAWN, SPAWN),
                row("died quickly once: one, at once", service("d1", 2, List.of(death(0, 1, true))), SPAWN),
                row("died quickly twice: wait", service("d1", 1, List.of(death(1, 1, true), death(0, 1, true)))),
                row("then one", service("d1", 1, List.of(death(2, 1, true), death(1, 1, true))), SPAWN),
                row(
                        "one at a time",
                        service("d1", 2, List.of(death(9, 1, true), death(9, 1, true)), starting("a", "d1", 5))),
                row(
                        "five times in a row: given up",
                        service("d1", 1, times(5, death(59, 1, false))),
                        "GiveUp s until 2026-01-01T12:00:01Z"),
                row("for a minute", service("d1", 1, times(5, death(60, 1, false))), SPAWN),
                row("deaths of other code do not count", service("d2", 1, times(5, death(0, 1, false))), SPAWN),
                row(
                        "a new launch may try at once",
                        new ServiceState("s", "d1", NOW, null, 1, List.of(), times(9, death(1, 1, false))),
                        SPAWN));
    }

    private static List<Death> times(int n, Death death) {
        return Stream.generate(() -> death).limit(n).toList();
    }

    private static Arguments row(String name, ServiceState seen, String... expected) {
        return Arguments.of(name, seen, List.of(expected));
    }

    private static String text(Action action) {
        if (action instanceof Action.Kill kill) {
            return (kill.failed() ? "fail" : "kill") + (kill.force() ? "! " : " ") + kill.id();
        }
        return action instanceof Action.GiveUp giveUp
                ? "GiveUp " + giveUp.service() + " until " + giveUp.until()
                : action.toString().replaceAll("^.*[.$]", "");
    }
}
