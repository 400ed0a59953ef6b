package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.Sighting.Life;
import io.msagent.orchestrator.model.Sighting.Probe;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.Stop;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Words for what may be seen of an instance. Each changes a copy. */
final class Seen implements Cloneable {
    private boolean managed = true;
    private Life life = Life.ALIVE;
    private Registered registered = Registered.CALLABLE;
    private String note = "";
    private Probe probe = Probe.ANSWERS;
    private boolean reached = true;
    private boolean congested;
    private @Nullable String otherCode;
    private Instant spawned = States.NOW;
    private @Nullable Stop stop;
    private String ending = "";

    /** A spawned process that is well. */
    static Seen well() {
        return new Seen();
    }

    /** One that somebody else started, and that is well. */
    static Seen byHand() {
        return well().managed(false).life(Life.UNKNOWN);
    }

    /** A spawned process that has not registered yet. */
    static Seen fresh() {
        return well().registered(Registered.NO).probe(Probe.UNASKED);
    }

    Seen managed(boolean is) {
        return with(s -> s.managed = is);
    }

    Seen life(Life of) {
        return with(s -> s.life = of);
    }

    Seen registered(Registered as) {
        return with(s -> s.registered = as);
    }

    Seen maintenance(String reason) {
        return registered(Registered.MAINTENANCE).with(s -> s.note = reason);
    }

    Seen probe(Probe came) {
        return with(s -> s.probe = came);
    }

    /** No connection to it was made. */
    Seen outOfReach() {
        return probe(Probe.SILENT).with(s -> s.reached = false);
    }

    Seen congested() {
        return with(s -> s.congested = true);
    }

    Seen otherCode(String digest) {
        return with(s -> s.otherCode = digest);
    }

    Seen spawned(Instant at) {
        return with(s -> s.spawned = at);
    }

    Seen stop(Stop asked) {
        return with(s -> s.stop = asked);
    }

    Seen ended(String how) {
        return life(Life.DEAD).with(s -> s.ending = how);
    }

    Sighting sighting() {
        return new Sighting(
                managed, life, registered, note, probe, reached, congested, otherCode, spawned, stop, ending);
    }

    private Seen with(Consumer<Seen> change) {
        try {
            Seen copy = (Seen) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
