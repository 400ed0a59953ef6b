package io.msagent.orchestrator.plan;

import static io.msagent.orchestrator.plan.States.LIMITS;
import static io.msagent.orchestrator.plan.States.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.Pulse;
import io.msagent.orchestrator.model.Sighting.Life;
import io.msagent.orchestrator.model.Sighting.Probe;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.Standing;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.model.Stop;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One step of the state machine: from every state, with everything that may be seen there. */
class LifecycleTest {
    private static final Stop ASKED = new Stop(NOW, false, false, "more instances than desired");
    private static final Stop FAILED = new Stop(NOW, true, true, "it did not register within 60 s");

    @ParameterizedTest(name = "{0}")
    @MethodSource({"first", "starting", "serving", "quarantined", "ending", "over"})
    void step(String name, @Nullable Standing before, Seen seen, String expected) {
        Standing after = new Lifecycle(LIMITS).next(before, seen.sighting(), NOW);
        assertThat(after.state() + (after.reason().isEmpty() ? "" : " " + after.reason()))
                .isEqualTo(expected);
        boolean same = before != null && before.state() == after.state();
        assertThat(after.since()).isEqualTo(same ? before.since() : NOW);
        assertThat(Lifecycle.cause(before, after)).isNotEmpty();
    }

    static Stream<Arguments> first() {
        return Stream.of(
                row("just spawned", null, Seen.fresh(), "STARTING"),
                row("assigned, no process yet", null, Seen.fresh().life(Life.UNKNOWN), "STARTING"),
                row(
                        "another orchestrator's: has to be asked",
                        null,
                        Seen.well().probe(Probe.UNASKED),
                        "QUARANTINED registered, not yet verified"),
                row("another orchestrator's: answers", null, Seen.well(), "SERVING"),
                row(
                        "started by hand: has to be asked",
                        null,
                        Seen.byHand().probe(Probe.UNASKED),
                        "QUARANTINED registered, not yet verified"),
                row("started by hand: answers", null, Seen.byHand(), "SERVING"),
                row(
                        "first heard of when it is critical",
                        null,
                        Seen.well().registered(Registered.CRITICAL).probe(Probe.UNASKED),
                        "QUARANTINED no beat within its TTL; probed until 12:00:30Z"),
                row(
                        "first heard of when it is in maintenance",
                        null,
                        Seen.well().maintenance("quarantined: odd answers"),
                        "QUARANTINED by hand: odd answers"),
                row(
                        "dead already",
                        null,
                        Seen.well().ended("exit code 1"),
                        "DEAD ended during its start: exit code 1"));
    }

    static Stream<Arguments> starting() {
        Standing starting = at(State.STARTING, 9, false);
        return Stream.of(
                row("nothing new", starting, Seen.fresh(), "STARTING"),
                row("registered", starting, Seen.well().probe(Probe.UNASKED), "STARTING registered, not yet verified"),
                row(
                        "registered, does not answer yet",
                        starting,
                        Seen.well().probe(Probe.SILENT),
                        "STARTING registered, not yet verified"),
                row(
                        "registered long ago, has not beaten",
                        starting,
                        Seen.well().registered(Registered.CRITICAL).probe(Probe.ANSWERS),
                        "STARTING registered, has not beaten yet"),
                row("answers", starting, Seen.well(), "SERVING"),
                row(
                        "answers and has too much to do",
                        starting,
                        Seen.well().congested(),
                        "CONGESTED has more calls than workers"),
                row("ends", starting, Seen.fresh().ended("exit code 1"), "DEAD ended during its start: exit code 1"),
                row(
                        "could not be started",
                        starting,
                        Seen.fresh().life(Life.UNKNOWN).ended("could not be started: no such file"),
                        "DEAD ended during its start: could not be started: no such file"),
                row(
                        "no process of it yet",
                        starting,
                        Seen.fresh().life(Life.UNKNOWN).spawned(NOW.minusSeconds(9)),
                        "STARTING"),
                row(
                        "no process of it for too long",
                        starting,
                        Seen.fresh().life(Life.UNKNOWN).spawned(NOW.minusSeconds(10)),
                        "DEAD no process of it was started within 10 s"),
                row("asked to end", starting, Seen.fresh().stop(ASKED), "QUIESCING more instances than desired"),
                row("took too long", starting, Seen.fresh().stop(FAILED), "DEAD it did not register within 60 s"),
                row(
                        "taken out by hand",
                        starting,
                        Seen.well().maintenance("quarantined: not that one"),
                        "QUARANTINED by hand: not that one"));
    }

    static Stream<Arguments> serving() {
        Standing serving = at(State.SERVING, 100, true);
        Standing congested = new Standing(State.CONGESTED, "has more calls than workers", NOW.minusSeconds(3), true);
        return Stream.of(
                row("is well", serving, Seen.well(), "SERVING"),
                row("is asked again", serving, Seen.well().probe(Probe.UNASKED), "SERVING"),
                row("has too much to do", serving, Seen.well().congested(), "CONGESTED has more calls than workers"),
                row("has it a moment later", congested, Seen.well(), "CONGESTED has more calls than workers"),
                row("has no more", at(State.CONGESTED, 10, true), Seen.well(), "SERVING"),
                row(
                        "misses its TTL",
                        serving,
                        Seen.well().registered(Registered.CRITICAL).probe(Probe.SILENT),
                        "QUARANTINED no beat within its TTL; probed until 12:00:10Z"),
                row(
                        "misses its TTL, congested",
                        congested,
                        Seen.well().registered(Registered.CRITICAL).probe(Probe.SILENT),
                        "QUARANTINED no beat within its TTL; probed until 12:00:10Z"),
                row(
                        "answers, but does not beat",
                        serving,
                        Seen.well().registered(Registered.CRITICAL),
                        "QUARANTINED answers, but its beats do not reach the registry"),
                row(
                        "answers, but the registry has lost it",
                        serving,
                        Seen.well().registered(Registered.NO),
                        "QUARANTINED answers, but is not in the registry"),
                row("one probe without an answer", serving, Seen.well().probe(Probe.SILENT), "SERVING"),
                row("process exit", serving, Seen.well().ended("killed by signal 9"), "DEAD ended: killed by signal 9"),
                row("process exit, nobody saw", serving, Seen.well().life(Life.DEAD), "DEAD ended: nobody knows how"),
                row("asked to end", serving, Seen.well().stop(ASKED), "QUIESCING more instances than desired"),
                row(
                        "taken out by hand",
                        serving,
                        Seen.well().maintenance("quarantined: odd answers"),
                        "QUARANTINED by hand: odd answers"),
                row("taken out in Consul's UI", serving, Seen.well().maintenance(""), "QUARANTINED by hand"),
                row(
                        "ends by itself",
                        serving,
                        Seen.well().maintenance("quiescing: its process is stopping"),
                        "QUIESCING its process is stopping"),
                row(
                        "leaves the registry",
                        serving,
                        Seen.byHand().registered(Registered.NO),
                        "RETIRED it has left the registry"));
    }

    static Stream<Arguments> quarantined() {
        Standing quiet = silentFor(9);
        Standing over = silentFor(10);
        Seen critical = Seen.well().registered(Registered.CRITICAL).probe(Probe.SILENT);
        return Stream.of(
                row("still silent", quiet, critical, "QUARANTINED no beat within its TTL; probed until 12:00:01Z"),
                row("silent for the period", over, critical, "DEAD has neither beaten nor answered for 10 s"),
                row("the same by hand", over, critical.managed(false), "DEAD has neither beaten nor answered for 10 s"),
                row(
                        "beats again, does not answer",
                        over,
                        Seen.well().probe(Probe.SILENT),
                        "QUARANTINED does not answer"),
                row(
                        "beats, and has not answered for three periods: the planner decides",
                        silentFor(30),
                        Seen.well().probe(Probe.SILENT),
                        "QUARANTINED does not answer"),
                row(
                        "the same by hand: it is not ours",
                        silentFor(30),
                        Seen.byHand().probe(Probe.SILENT),
                        "QUARANTINED does not answer"),
                row(
                        "answers, does not beat, however long",
                        silentFor(1_000),
                        Seen.well().registered(Registered.CRITICAL),
                        "QUARANTINED answers, but its beats do not reach the registry"),
                row(
                        "nobody has asked it yet: it is not given up",
                        over,
                        critical.probe(Probe.UNASKED),
                        "QUARANTINED no beat within its TTL; probed until 12:00:20Z"),
                row("beats and answers again", over, Seen.well(), "SERVING"),
                row(
                        "comes back with too much to do",
                        over,
                        Seen.well().congested(),
                        "CONGESTED has more calls than workers"),
                row("its process has ended", quiet, critical.ended("exit code 3"), "DEAD ended: exit code 3"),
                row(
                        "was taken out by hand and is released",
                        at(State.QUARANTINED, 1_000, true),
                        Seen.well(),
                        "SERVING"),
                row(
                        "is taken out by hand: silence does not count",
                        over,
                        critical.maintenance("quarantined: let me see"),
                        "QUARANTINED by hand: let me see"));
    }

    static Stream<Arguments> ending() {
        Standing quiescing = at(State.QUIESCING, 30, true);
        Stop earlier = new Stop(NOW.minusSeconds(22), false, false, "more instances than desired");
        Seen lost =
                Seen.well().life(Life.UNKNOWN).registered(Registered.CRITICAL).probe(Probe.SILENT);
        return Stream.of(
                row("has calls to end", quiescing, Seen.well().stop(ASKED), "QUIESCING more instances than desired"),
                row(
                        "says so itself",
                        quiescing,
                        Seen.well()
                                .maintenance("quiescing: its process is stopping")
                                .stop(ASKED),
                        "QUIESCING more instances than desired"),
                row(
                        "has ended",
                        quiescing,
                        Seen.well().stop(ASKED).ended("exit code 143"),
                        "RETIRED more instances than desired"),
                row(
                        "has ended because it had failed",
                        quiescing,
                        Seen.well().stop(FAILED).ended("killed by signal 9"),
                        "DEAD it did not register within 60 s"),
                row(
                        "on a host of which nobody tells",
                        quiescing,
                        lost.stop(ASKED),
                        "QUIESCING more instances than desired"),
                row("and has had its time", quiescing, lost.stop(earlier), "RETIRED more instances than desired"),
                row("quiescing by hand, then released", quiescing, Seen.well(), "SERVING"),
                row(
                        "somebody's own, which never ended in order",
                        quiescing,
                        Seen.byHand()
                                .maintenance("quiescing: its process is stopping")
                                .probe(Probe.SILENT),
                        "QUARANTINED was quiescing, and does not answer; probed until 12:00:10Z"));
    }

    static Stream<Arguments> over() {
        Standing dead = new Standing(State.DEAD, "has neither beaten nor answered for 10 s", NOW.minusSeconds(1), true);
        Standing retired = new Standing(State.RETIRED, "more instances than desired", NOW.minusSeconds(1), true);
        return Stream.of(
                row("given up here only, and wakes", dead, Seen.well(), "SERVING"),
                row(
                        "given up here only, and beats again",
                        dead,
                        Seen.well().probe(Probe.SILENT),
                        "QUARANTINED does not answer"),
                row(
                        "given up here only, and still silent",
                        dead,
                        Seen.well().registered(Registered.CRITICAL).probe(Probe.SILENT),
                        "DEAD has neither beaten nor answered for 10 s"),
                row(
                        "given up for all: dead stays dead, even if it wakes",
                        dead,
                        Seen.well().stop(FAILED),
                        "DEAD has neither beaten nor answered for 10 s"),
                row(
                        "its process was held for not started, and is there",
                        new Standing(State.DEAD, "no process of it was started within 10 s", NOW, false),
                        Seen.well(),
                        "SERVING"),
                row(
                        "and when it is killed",
                        dead,
                        Seen.well().stop(FAILED).ended("killed by signal 9"),
                        "DEAD has neither beaten nor answered for 10 s"),
                row("retired stays retired", retired, Seen.well().stop(ASKED), "RETIRED more instances than desired"),
                row("somebody's own has registered again", dead, Seen.byHand(), "SERVING"),
                row(
                        "but is believed only when it answers",
                        dead,
                        Seen.byHand().probe(Probe.UNASKED),
                        "DEAD has neither beaten nor answered for 10 s"));
    }

    private static Standing at(State state, long secondsAgo, boolean served) {
        return new Standing(state, "", NOW.minusSeconds(secondsAgo), served);
    }

    /** Silent since so many seconds, as it was seen a second ago. */
    private static Standing silentFor(long seconds) {
        Instant since = NOW.minusSeconds(seconds);
        Pulse pulse = new Pulse(since, NOW.minusSeconds(1), null, 1, since);
        return new Standing(State.QUARANTINED, "no beat within its TTL", since, true, true, pulse);
    }

    private static Arguments row(String name, @Nullable Standing before, Seen seen, String expected) {
        return Arguments.of(name, before, seen, expected);
    }
}
