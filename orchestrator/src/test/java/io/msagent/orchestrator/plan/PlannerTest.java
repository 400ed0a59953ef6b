package io.msagent.orchestrator.plan;

import static io.msagent.orchestrator.plan.AService.fixed;
import static io.msagent.orchestrator.plan.AService.resting;
import static io.msagent.orchestrator.plan.AService.scaled;
import static io.msagent.orchestrator.plan.AnInstance.byHand;
import static io.msagent.orchestrator.plan.AnInstance.dead;
import static io.msagent.orchestrator.plan.AnInstance.ending;
import static io.msagent.orchestrator.plan.AnInstance.givenUp;
import static io.msagent.orchestrator.plan.AnInstance.heardOf;
import static io.msagent.orchestrator.plan.AnInstance.quiet;
import static io.msagent.orchestrator.plan.AnInstance.serving;
import static io.msagent.orchestrator.plan.AnInstance.starting;
import static io.msagent.orchestrator.plan.AnInstance.takenOut;
import static io.msagent.orchestrator.plan.AnInstance.unverified;
import static io.msagent.orchestrator.plan.States.NOW;
import static io.msagent.orchestrator.plan.States.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Instance.Status;
import io.msagent.orchestrator.model.Sighting.Life;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.Stop;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows for one service on one large host. */
class PlannerTest {
    private static final String START = "start on h";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"numbers", "bounds", "upkeep", "code", "quarantine", "restart", "backOff"})
    void whatFollows(String name, AService seen, List<String> expected) {
        assertThat(States.plan(seen, host("h", 1_000))).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                row("nothing runs: one is started", fixed(1), START),
                row("three are desired", fixed(3), START, START, START),
                row("none is desired", fixed(0)),
                row("no launch: nothing to start", fixed(1).launch(null, 0)),
                row("one starts: wait", fixed(1, starting("a", 10))),
                row("one serves: enough", fixed(1, serving("a"))),
                row("one that somebody started by hand is enough", fixed(1, byHand("a"))),
                row("one by hand with other code is not", fixed(1, byHand("a").code("d0")), START),
                row("started by hand is never ended", fixed(0, byHand("a"))),
                row("and does not drive out what was there", fixed(1, byHand("a"), serving("b"))),
                row("one that ends does not count", fixed(1, ending("a", 0)), START),
                row("too many: the one that does not serve goes", fixed(1, serving("a"), starting("b", 9)), "end b"),
                row(
                        "too many serve: the youngest goes",
                        fixed(
                                1,
                                serving("a").aged(5),
                                serving("b").aged(9),
                                serving("c").aged(7)),
                        "end a",
                        "end c"));
    }

    static Stream<Arguments> bounds() {
        return Stream.of(
                row("below its minimum", scaled(2, 4, 1), "set to 2: its policy is 2 to 4 instances", START, START),
                row(
                        "above its maximum",
                        scaled(1, 2, 3, serving("a"), serving("b"), serving("c").aged(1)),
                        "set to 2: its policy is 1 to 2 instances",
                        "end c"),
                row("fixed anew", scaled(1, 1, 0), "set to 1: its policy is 1 instances", START),
                row("at rest", resting(0)),
                row("at rest, and a caller waits", resting(0).demanded(), "set to 1: a caller waits for it", START),
                row("a caller waits, but none is allowed", fixed(0).demanded()),
                row(
                        "a caller waits for what starts",
                        resting(1, starting("a", 1)).demanded()));
    }

    static Stream<Arguments> upkeep() {
        Stop force = new Stop(NOW.minusSeconds(9), true, true, "silent");
        Stop forceLongAgo = new Stop(NOW.minusSeconds(10), true, true, "silent");
        Seen lost = Seen.well().life(Life.UNKNOWN).registered(Registered.CRITICAL);
        return Stream.of(
                row("dead: cleared away and replaced", fixed(1, dead("a")), "deregister reg-a", "forget a", START),
                row("given up, but its process lives: killed and replaced", fixed(1, givenUp("a")), "fail! a", START),
                row(
                        "that is decided once",
                        fixed(0, givenUp("a").seen(Seen.well().stop(force)))),
                row(
                        "given up on a host of which nobody tells",
                        fixed(0, givenUp("a").seen(lost)),
                        "fail! a"),
                row("it may return for a while", fixed(0, givenUp("a").seen(lost.stop(force)))),
                row(
                        "then it is cleared away",
                        fixed(0, givenUp("a").seen(lost.stop(forceLongAgo))),
                        "deregister reg-a",
                        "forget a"),
                row(
                        "never started",
                        fixed(0, givenUp("a").seen(Seen.fresh().life(Life.UNKNOWN))),
                        "deregister reg-a",
                        "forget a"),
                row(
                        "somebody's own that is dead leaves the registry, no more",
                        fixed(0, givenUp("a").seen(Seen.byHand().registered(Registered.CRITICAL))),
                        "deregister reg-a"),
                row("a start that hangs fails; then others may", fixed(1, starting("a", 60)), "fail! a"),
                row("until then it counts", fixed(1, starting("a", 59))),
                row("was asked to end: patience", fixed(0, ending("a", 11))),
                row("patience is over", fixed(0, ending("a", 12)), "end! a"),
                row(
                        "what a former life of it left in the registry",
                        fixed(1, serving("a").registered("old", Status.CRITICAL)),
                        "deregister old"),
                row("two good registrations may stay", fixed(1, serving("a").registered("second", Status.PASSING))));
    }

    static Stream<Arguments> code() {
        return Stream.of(
                row(
                        "other code than expected fails",
                        fixed(1, serving("a").seen(Seen.well().otherCode("d9"))),
                        "fail a"),
                row(
                        "new code: the old stays until the new serves",
                        fixed(1, serving("a").code("d0")),
                        START),
                row("the new starts", fixed(1, serving("a").code("d0"), starting("b", 1))),
                row("the new serves: the old goes", fixed(1, serving("a").code("d0"), serving("b")), "end a"),
                row("but not what a person keeps", fixed(1, takenOut("a").code("d0"), serving("b"))),
                row("nor what somebody started", fixed(1, byHand("a").code("d0"), serving("b"))),
                row("once is enough", fixed(1, ending("a", 1).code("d0"), serving("b"))));
    }

    static Stream<Arguments> quarantine() {
        return Stream.of(
                row("silent, and below the minimum: replaced early", fixed(2, serving("a"), quiet("b")), START),
                row("new to this orchestrator: given time", fixed(2, serving("a"), heardOf("b", 9))),
                row("but not without end", fixed(2, serving("a"), heardOf("b", 10)), START),
                row("once", fixed(2, serving("a"), quiet("b"), starting("c", 1))),
                row("not below the minimum: wait", scaled(1, 3, 2, serving("a"), quiet("b"))),
                row(
                        "it is back before its substitute: that one goes",
                        fixed(1, serving("a"), starting("c", 1)),
                        "end c"),
                row("fewer are desired: the silent one is left alone", fixed(1, serving("a"), quiet("b"))),
                row(
                        "taken out by hand: lost, whatever the minimum",
                        scaled(1, 3, 2, serving("a"), takenOut("b")),
                        START),
                row("none is asked to end for that", fixed(0, takenOut("b"))),
                row("new to this orchestrator: counts as starting", fixed(2, unverified("a"), unverified("b"))),
                row("and is not ended before it is known", fixed(1, unverified("a"), unverified("b"))),
                row("nor is another ended in its favour", fixed(1, unverified("a"), serving("b"))),
                row(
                        "whatever is started joins them: no more",
                        fixed(1, quiet("a"), quiet("b")),
                        "stuck: 2 of its instances are quarantined; no more are started in their place"));
    }

    static Stream<Arguments> restart() {
        return Stream.of(
                row("a new one first", fixed(2, serving("a"), serving("b")).restart(9), START),
                row(
                        "it starts",
                        fixed(2, serving("a"), serving("b"), starting("c", 1)).restart(9)),
                row(
                        "it serves: the oldest goes",
                        fixed(
                                        2,
                                        serving("a").aged(98),
                                        serving("b").aged(99),
                                        serving("c").aged(1))
                                .restart(9),
                        "end b"),
                row(
                        "one after the other",
                        fixed(2, serving("a"), ending("b", 1), serving("c").aged(1))
                                .restart(9),
                        START),
                row(
                        "not while one is silent",
                        fixed(2, serving("a"), quiet("b").aged(5), serving("c").aged(1))
                                .restart(9)),
                row(
                        "a silent one goes when the rest is enough",
                        fixed(2, serving("d").aged(5), quiet("b"), serving("c").aged(1))
                                .restart(9),
                        "end b"),
                row("all are new", fixed(1, serving("a").aged(1)).restart(9), "restarted"),
                row("there are none", fixed(0).restart(9), "restarted"),
                row(
                        "the last old one ends",
                        fixed(1, ending("a", 1), serving("b").aged(1)).restart(9)),
                row("somebody's own is not restarted", fixed(1, byHand("a")).restart(9), "restarted"));
    }

    static Stream<Arguments> backOff() {
        return Stream.of(
                row("died after long service: at once", fixed(2).died(1, 0, 700, true), START, START),
                row("died quickly once: one, at once", fixed(2).died(1, 0, 1, true), START),
                row("died quickly twice: wait", fixed(1).died(2, 0, 1, true)),
                row("then one", fixed(1).died(2, 1, 1, true), START),
                row("one at a time", fixed(2, starting("a", 5)).died(2, 9, 1, true)),
                row(
                        "five times in a row: given up",
                        fixed(1).died(5, 59, 1, false),
                        "give up until 2026-01-01T12:00:01Z"),
                row("for a minute", fixed(1).died(5, 60, 1, false), START),
                row(
                        "deaths of other code do not count",
                        fixed(1).died(5, 0, 1, false).launch("d2", 99),
                        START),
                row(
                        "a new launch may try at once",
                        fixed(1).died(9, 1, 1, false).launch("d1", 0),
                        START),
                row("serves a while, dies, too often: wait", fixed(1).died(14, 15, 40, true)),
                row("then one", fixed(3).died(14, 16, 40, true), START),
                row("long ago", fixed(2).died(14, 600, 40, true), START, START),
                row(
                        "a death that history does not know yet counts",
                        fixed(1, dead("a").aged(1)).died(4, 5, 1, false),
                        "deregister reg-a",
                        "forget a",
                        "give up until 2026-01-01T12:00:59Z"));
    }

    private static Arguments row(String name, AService seen, String... expected) {
        return Arguments.of(name, seen, List.of(expected));
    }
}
