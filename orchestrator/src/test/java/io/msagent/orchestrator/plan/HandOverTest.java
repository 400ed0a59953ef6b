package io.msagent.orchestrator.plan;

import static io.msagent.orchestrator.plan.AService.fixed;
import static io.msagent.orchestrator.plan.AService.resting;
import static io.msagent.orchestrator.plan.AService.scaled;
import static io.msagent.orchestrator.plan.AnInstance.dead;
import static io.msagent.orchestrator.plan.AnInstance.ending;
import static io.msagent.orchestrator.plan.AnInstance.endingByItself;
import static io.msagent.orchestrator.plan.AnInstance.givenUp;
import static io.msagent.orchestrator.plan.AnInstance.serving;
import static io.msagent.orchestrator.plan.AnInstance.starting;
import static io.msagent.orchestrator.plan.AnInstance.takenOut;
import static io.msagent.orchestrator.plan.States.host;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who has state in memory alone ends one after the other, and has somebody to give it to. */
class HandOverTest {
    private static final String START = "start on h";
    private static final String ONLY =
            "stuck: a has its state in memory only and stays until another serves that can take it";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"numbers", "code", "idleness", "retirement"})
    void whatFollows(String name, AService seen, List<String> expected) {
        assertThat(States.plan(seen, host("h", 1_000))).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                row("too many: one after the other", fixed(1, kept("a", 9), kept("b", 8), kept("c", 7)), "end c"),
                row(
                        "not while another ends",
                        fixed(1, kept("a", 9), kept("b", 8), ending("c", 1).inMemory())),
                row(
                        "nor while one ends by itself",
                        fixed(
                                1,
                                kept("a", 9),
                                kept("b", 8),
                                endingByItself("c", 1).inMemory())),
                row(
                        "one that has not registered has nothing to give",
                        fixed(1, kept("a", 9), starting("b", 1), starting("c", 1)),
                        "end c",
                        "end b"),
                row("wished by a person to be none: the last goes too", fixed(0, kept("a", 9)), "end a"),
                row("only for now: the last stays", scaled(0, 2, 0, kept("a", 9)), ONLY),
                row(
                        "what is dead is cleared away as ever",
                        fixed(1, dead("a").inMemory(), kept("b", 9)),
                        "deregister reg-a",
                        "forget a"),
                row("what was given up is killed", fixed(1, givenUp("a").inMemory(), kept("b", 9)), "fail! a"));
    }

    static Stream<Arguments> code() {
        return Stream.of(
                row(
                        "of former code one goes at a time",
                        fixed(1, kept("a", 9).code("d0"), kept("b", 8).code("d0"), kept("c", 7)),
                        "end a"),
                row(
                        "the next when that one has ended",
                        fixed(
                                1,
                                ending("a", 1).code("d0").inMemory(),
                                kept("b", 8).code("d0"),
                                kept("c", 7))),
                row(
                        "restarted one by one",
                        fixed(1, kept("a", 99), kept("b", 5)).restart(9),
                        "end a"));
    }

    static Stream<Arguments> idleness() {
        return Stream.of(
                row(
                        "idle, and stays",
                        resting(1, kept("a", 999).load(0, 61)),
                        "stuck: its state is in memory only: it is never scaled to zero, however long nobody calls it"),
                row(
                        "not idle for long enough: nothing to say",
                        resting(1, kept("a", 999).load(0, 59))),
                row(
                        "state that is elsewhere rests",
                        resting(1, serving("a").load(0, 61)),
                        "scale to 0: no call for 60 s",
                        "end a"));
    }

    static Stream<Arguments> retirement() {
        return Stream.of(
                row("the only one: another first", fixed(1, kept("a", 9)).retiring("a"), START),
                row("it starts", fixed(1, kept("a", 9), starting("b", 1)).retiring("a")),
                row("it serves", fixed(1, kept("a", 9), kept("b", 1)).retiring("a"), "end a"),
                row(
                        "two: one after the other",
                        fixed(2, kept("a", 9), kept("b", 8), kept("c", 7)).retiring("a", "b"),
                        "end a"),
                row(
                        "taken out before, and nobody serves",
                        fixed(1, takenOut("a").inMemory()).retiring("a"),
                        START),
                row(
                        "without state in memory, too: the only one",
                        fixed(1, serving("a")).retiring("a"),
                        START),
                row("one of two, at once", fixed(2, serving("a"), serving("b")).retiring("a"), "end a"),
                row(
                        "both: the second when others serve",
                        fixed(2, serving("a").aged(9), serving("b").aged(8)).retiring("a", "b"),
                        "end a"),
                row("that follows", fixed(2, ending("a", 1), serving("b")).retiring("b"), START, START),
                row(
                        "one that does not serve, at once",
                        fixed(1, starting("a", 5)).retiring("a"),
                        "end a"),
                row("taken out, at once", fixed(1, takenOut("a")).retiring("a"), "end a"),
                row(
                        "what cannot be replaced, at once",
                        fixed(1, serving("a")).launch(null, 0).retiring("a"),
                        "end a"));
    }

    private static AnInstance kept(String id, long age) {
        return serving(id).inMemory().aged(age);
    }

    private static Arguments row(String name, AService seen, String... expected) {
        return Arguments.of(name, seen, List.of(expected));
    }
}
