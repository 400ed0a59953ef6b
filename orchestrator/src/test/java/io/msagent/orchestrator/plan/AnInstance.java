package io.msagent.orchestrator.plan;

import static io.msagent.orchestrator.plan.States.NOW;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Instance.Status;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Load;
import io.msagent.orchestrator.model.Pulse;
import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.Sighting.Life;
import io.msagent.orchestrator.model.Sighting.Probe;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.Standing;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.model.Stop;
import io.msagent.orchestrator.model.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short words for an instance that a planner may see. Changed in place. */
final class AnInstance {
    private final String id;
    private final State state;
    private final List<Instance> registrations = new ArrayList<>();
    private Seen seen;
    private Instant intended = NOW.minusSeconds(100);
    private Pulse pulse = Pulse.STEADY;
    private boolean verified = true;
    private String host = "h";
    private String digest = "d1";
    private Traits traits = Traits.UNKNOWN;
    private @Nullable Load load;

    private AnInstance(String id, State state, Seen seen) {
        this.id = id;
        this.state = state;
        this.seen = seen;
        if (seen.sighting().registered() != Registered.NO) {
            registered("reg-" + id, Status.PASSING);
        }
    }

    static AnInstance serving(String id) {
        return new AnInstance(id, State.SERVING, Seen.well());
    }

    static AnInstance byHand(String id) {
        return new AnInstance(id, State.SERVING, Seen.byHand());
    }

    static AnInstance starting(String id, long secondsAgo) {
        return new AnInstance(id, State.STARTING, Seen.fresh()).aged(secondsAgo);
    }

    /** No beat, no answer. */
    static AnInstance quiet(String id) {
        return new AnInstance(
                id,
                State.QUARANTINED,
                Seen.well().registered(Registered.CRITICAL).probe(Probe.SILENT));
    }

    /** New to this orchestrator. */
    static AnInstance unverified(String id) {
        return new AnInstance(id, State.QUARANTINED, Seen.well().probe(Probe.UNASKED));
    }

    /** Served before this orchestrator heard of it, and has neither beaten nor answered since. */
    static AnInstance heardOf(String id, long secondsAgo) {
        AnInstance i = quiet(id).aged(secondsAgo);
        i.verified = false;
        return i;
    }

    /** Beats, and has not answered for so many seconds. */
    static AnInstance deaf(String id, long seconds) {
        AnInstance i = new AnInstance(id, State.QUARANTINED, Seen.well().probe(Probe.SILENT));
        i.pulse = new Pulse(NOW.minusSeconds(seconds), NOW.minusSeconds(1), null, 1, NOW.minusSeconds(seconds));
        return i;
    }

    /** No connection to it could be made. */
    AnInstance outOfReach() {
        return seen(seen.outOfReach());
    }

    /** By hand. */
    static AnInstance takenOut(String id) {
        return new AnInstance(id, State.QUARANTINED, Seen.well().maintenance("quarantined: odd"));
    }

    /** Has more calls than workers since so many seconds. */
    static AnInstance congested(String id, long seconds, double utilisation) {
        AnInstance i = new AnInstance(id, State.CONGESTED, Seen.well().congested()).aged(seconds);
        i.load = new Load(NOW, utilisation, true, 4, 4, 3, 9, 1, 1, 2, NOW);
        return i;
    }

    /** Its process has ended. */
    static AnInstance dead(String id) {
        return new AnInstance(id, State.DEAD, Seen.well().ended("exit code 1"));
    }

    /** It was silent for too long; its process lives. */
    static AnInstance givenUp(String id) {
        return new AnInstance(
                id, State.DEAD, Seen.well().registered(Registered.CRITICAL).probe(Probe.SILENT));
    }

    /** Was asked to end so many seconds ago. */
    static AnInstance ending(String id, long secondsAgo) {
        Stop stop = new Stop(NOW.minusSeconds(secondsAgo), false, false, "asked");
        return new AnInstance(id, State.QUIESCING, Seen.well().stop(stop));
    }

    /** Says since so many seconds that its process is stopping. */
    static AnInstance endingByItself(String id, long seconds) {
        return new AnInstance(
                        id,
                        State.QUIESCING,
                        Seen.well().maintenance("quiescing: its process is stopping; it takes no new calls"))
                .aged(seconds);
    }

    /** Its start was decided so many seconds ago. */
    AnInstance aged(long seconds) {
        intended = NOW.minusSeconds(seconds);
        return this;
    }

    AnInstance seen(Seen as) {
        seen = as;
        return this;
    }

    AnInstance on(String name) {
        host = name;
        return this;
    }

    AnInstance code(String spawnedFor) {
        digest = spawnedFor;
        return this;
    }

    /** Busy so far, with calls only if that is above 0; else idle for so many seconds. */
    AnInstance load(double utilisation, long idleSeconds) {
        load = new Load(
                NOW, utilisation, true, utilisation > 0 ? 1 : 0, 4, 0, 9, 1, 1, 2, NOW.minusSeconds(idleSeconds));
        return this;
    }

    /** Keeps state of which there is no other copy. */
    AnInstance inMemory() {
        traits = new Traits(Traits.MEMORY, traits.stopTime());
        return this;
    }

    /** Says that its end may take so long. */
    AnInstance stopsWithin(long seconds) {
        traits = new Traits(traits.state(), Duration.ofSeconds(seconds));
        return this;
    }

    /** Measured for less than a window. */
    AnInstance loadSoFar(double utilisation) {
        load = new Load(NOW, utilisation, false, 1, 4, 0, 9, 1, 1, 2, NOW);
        return this;
    }

    AnInstance registered(String registration, Status status) {
        registrations.add(new Instance(registration, "s", "127.0.0.1", 1, Map.of(), status, ""));
        return this;
    }

    InstanceState build() {
        Sighting sighting = seen.spawned(intended).sighting();
        return new InstanceState(
                id,
                "s",
                host,
                digest,
                sighting,
                new Standing(state, "so it is", intended, state.serves(), state.serves() || verified, pulse),
                registrations,
                traits,
                load,
                null,
                intended,
                sighting.managed() && sighting.life() != Life.UNKNOWN ? 1 : 0,
                "",
                sighting.managed() ? "o" : "");
    }
}
