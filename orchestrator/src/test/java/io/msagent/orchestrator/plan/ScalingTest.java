package io.msagent.orchestrator.plan;

import static io.msagent.orchestrator.plan.AService.resting;
import static io.msagent.orchestrator.plan.AService.scaled;
import static io.msagent.orchestrator.plan.AnInstance.congested;
import static io.msagent.orchestrator.plan.AnInstance.ending;
import static io.msagent.orchestrator.plan.AnInstance.quiet;
import static io.msagent.orchestrator.plan.AnInstance.serving;
import static io.msagent.orchestrator.plan.AnInstance.starting;
import static io.msagent.orchestrator.plan.AnInstance.takenOut;
import static io.msagent.orchestrator.plan.States.GB;
import static io.msagent.orchestrator.plan.States.host;
import static io.msagent.orchestrator.plan.States.memory;
import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.HostState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows from load. */
class ScalingTest {
    private static final String START = "start on h";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"more", "fewer", "rest", "caps"})
    void whatFollows(String name, AService seen, HostState host, List<String> expected) {
        assertThat(States.plan(seen, host)).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> more() {
        return Stream.of(
                row("half used: enough", scaled(1, 9, 1, busy("a", 0.5))),
                row("a little more", scaled(1, 9, 1, busy("a", 0.51)), "scale to 2: 51 % utilisation on 1", START),
                row(
                        "as many as the ratio asks for",
                        scaled(1, 9, 2, busy("a", 0.9), busy("b", 0.9)),
                        "scale to 4: 90 % utilisation on 2",
                        START,
                        START),
                row(
                        "within the step",
                        scaled(1, 64, 6, six(1)),
                        "scale to 10: 100 % utilisation on 6",
                        START,
                        START,
                        START,
                        START),
                row(
                        "within the maximum",
                        scaled(1, 3, 2, busy("a", 0.9), busy("b", 0.9)),
                        "scale to 3: 90 % utilisation on 2",
                        START),
                row("at the maximum", scaled(1, 2, 2, busy("a", 0.9), busy("b", 0.9))),
                row("those that start will answer it", scaled(1, 9, 2, busy("a", 0.9), starting("b", 1))),
                row(
                        "not all of it",
                        scaled(1, 9, 3, busy("a", 0.99), busy("b", 0.99), starting("c", 1)),
                        "scale to 4: 99 % utilisation on 2",
                        START),
                row(
                        "a new one has not been measured: wait",
                        scaled(1, 9, 2, busy("a", 0.9), serving("b").loadSoFar(0.9))),
                row("it grew a moment ago", scaled(1, 9, 1, busy("a", 0.9)).grew(9)),
                row(
                        "it grew long enough ago",
                        scaled(1, 9, 1, busy("a", 0.9)).grew(10),
                        "scale to 2: 90 % utilisation on 1",
                        START),
                row(
                        "one that ends is not asked",
                        scaled(1, 9, 1, busy("a", 0.5), ending("b", 1).load(0.9, 0))),
                row(
                        "calls queue",
                        scaled(1, 9, 1, congested("a", 10, 0.4)),
                        "scale to 2: calls wait for workers on 1",
                        START),
                row("for a moment only", scaled(1, 9, 1, congested("a", 9, 0.4))),
                row(
                        "no measure, but calls queue",
                        scaled(1, 9, 2, congested("a", 10, 0.4), serving("b").loadSoFar(0.1)),
                        "scale to 3: calls wait for workers on 2",
                        START));
    }

    static Stream<Arguments> fewer() {
        return Stream.of(
                row("27 % on two would be 54 % on one", scaled(1, 9, 2, busy("a", 0.27), busy("b", 0.27))),
                row(
                        "24 % on two is 48 % on one",
                        scaled(1, 9, 2, busy("a", 0.24), busy("b", 0.24)),
                        "scale to 1: 24 % utilisation on 2",
                        "end b"),
                row("31 % is not below 30 %", scaled(1, 64, 6, six(0.31))),
                row("one at a time", scaled(1, 64, 6, six(0.01)), "scale to 5: 1 % utilisation on 6", "end f"),
                row("not under the minimum", scaled(2, 9, 2, busy("a", 0), busy("b", 0))),
                row(
                        "one that is idle stays, if it may",
                        scaled(0, 9, 1, serving("a").load(0, 9_999))),
                row("it shrank a moment ago", scaled(1, 64, 6, six(0.1)).shrank(59)),
                row("it grew a moment ago", scaled(1, 64, 6, six(0.1)).grew(59)),
                row(
                        "long enough ago",
                        scaled(1, 64, 6, six(0.1)).grew(60).shrank(800),
                        "scale to 5: 10 % utilisation on 6",
                        "end f"),
                row(
                        "the last removal had to be undone: longer",
                        scaled(1, 64, 6, six(0.1)).shrank(700).grew(599)),
                row(
                        "long enough ago",
                        scaled(1, 64, 6, six(0.1)).shrank(700).grew(600),
                        "scale to 5: 10 % utilisation on 6",
                        "end f"),
                row(
                        "and the rest shall not be near it again",
                        scaled(1, 9, 2, busy("a", 0.21), busy("b", 0.21))
                                .shrank(700)
                                .grew(600)),
                row("one starts", scaled(1, 9, 3, busy("a", 0.1), busy("b", 0.1), starting("c", 1))),
                row("one is silent", scaled(1, 9, 3, busy("a", 0.1), busy("b", 0.1), quiet("c"))),
                row("one still ends", scaled(1, 9, 2, busy("a", 0.1), busy("b", 0.1), ending("c", 1))));
    }

    static Stream<Arguments> rest() {
        return Stream.of(
                row("idle for long", resting(1, serving("a").load(0, 60)), "scale to 0: no call for 60 s", "end a"),
                row("not long enough", resting(1, serving("a").load(0, 59))),
                row(
                        "one of two had a call",
                        resting(2, serving("a").load(0.25, 60), serving("b").load(0.25, 1))),
                row("a call runs, however long", resting(1, serving("a").load(0.1, 999))),
                row("nobody has measured it", resting(1, serving("a"))),
                row("a caller waits", resting(1, serving("a").load(0, 99)).demanded()),
                row("one starts", resting(2, serving("a").load(0, 99), starting("b", 1))),
                row(
                        "one was taken out: it stays, the others rest",
                        resting(1, serving("a").load(0, 99), takenOut("b")),
                        "scale to 0: no call for 60 s",
                        "end a"));
    }

    static Stream<Arguments> caps() {
        return Stream.of(
                on(
                        host("h", 1),
                        "eight on a core",
                        scaled(1, 64, 6, six(1)),
                        "scale to 8: 100 % utilisation on 6",
                        START,
                        START),
                on(
                        memory("h", 9, 10 * GB, GB + GB / 4),
                        "a tenth of the memory is kept",
                        scaled(1, 64, 6, six(1)),
                        "scale to 7: 100 % utilisation on 6",
                        START),
                on(
                        memory("h", 9, 10 * GB, GB),
                        "no room for more",
                        scaled(1, 64, 6, six(1)),
                        "stuck: its load asks for 10 instances (100 % utilisation on 6); no host takes a new instance:"
                                + " h (1024 MB of memory left)"),
                on(memory("h", 9, 10 * GB, GB / 2), "the minimum is tried", scaled(2, 9, 2), START, START),
                on(
                        memory("h", 9, 10 * GB, GB / 32),
                        "not if there is nothing left at all",
                        scaled(1, 9, 1),
                        "stuck: no host takes a new instance: h (32 MB of memory left)"),
                on(
                        memory("h", 9, 10 * GB, GB / 2),
                        "what is above the minimum has to wait for room",
                        scaled(1, 9, 2, busy("a", 0.5)),
                        "stuck: no host takes a new instance: h (512 MB of memory left)"));
    }

    private static AnInstance busy(String id, double utilisation) {
        return serving(id).load(utilisation, 0);
    }

    private static AnInstance[] six(double utilisation) {
        return Stream.of("a", "b", "c", "d", "e", "f")
                .map(id -> busy(id, utilisation))
                .toArray(AnInstance[]::new);
    }

    private static Arguments row(String name, AService seen, String... expected) {
        return on(host("h", 1_000), name, seen, expected);
    }

    private static Arguments on(HostState host, String name, AService seen, String... expected) {
        return Arguments.of(name, seen, host, List.of(expected));
    }
}
