package io.msagent.orchestrator.observe;

import io.msagent.core.registry.Instance;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Standing;
import io.msagent.orchestrator.model.Stop;
import io.msagent.orchestrator.model.Traits;
import io.msagent.orchestrator.plan.Lifecycle;
import io.msagent.orchestrator.store.SpawnRecord.Halt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of an instance from round to round. Used by the control thread alone. */
final class Remembered {
    /** By this orchestrator's clock: another machine's may differ. */
    final Instant since;

    /** From when on it is waited for: later than {@link #since} by the time in which the observer stood still. */
    Instant waitsSince;

    /** Where it could be asked when it was last in the registry. */
    List<Instance> registered = List.of();

    /** What it last said of itself; an instance that ends leaves the registry before. */
    private Traits traits = Traits.UNKNOWN;

    @Nullable
    Standing standing;

    @Nullable
    InstanceState last;

    long round;
    private @Nullable Instant stopSince;
    private @Nullable Halt halt;

    Remembered(Instant since) {
        this.since = since;
        this.waitsSince = since;
    }

    /** Whether it is over by this orchestrator's own judgement, and nothing of that is recorded or certain. */
    boolean isGivenUpHereOnly() {
        InstanceState known = last;
        return known != null && known.managed() && known.state().isOver() && !Lifecycle.isFinal(known.sighting());
    }

    /** What it says of itself with these registrations, or said last. */
    Traits traits(List<Instance> registrations) {
        Traits now = Traits.of(registrations);
        if (!now.equals(Traits.UNKNOWN)) {
            traits = now;
        }
        return traits;
    }

    /** For so long nothing was seen of it, and nothing done with it: what it was given time for, it gets that time again. */
    void stoodStill(Duration time) {
        waitsSince = waitsSince.plus(time);
        if (stopSince != null) {
            stopSince = stopSince.plus(time);
        }
    }

    /** The decision to end it, as if it had been made when it was first seen; null if there is none. */
    @Nullable
    Stop stop(Halt decided, Instant now) {
        if (!decided.decided()) {
            return null;
        }
        if (!decided.equals(halt)) {
            halt = decided;
            stopSince = now;
        }
        return new Stop(
                stopSince == null ? now : stopSince,
                decided.force(),
                decided.failed(),
                decided.reason(),
                Duration.ofMillis(decided.patienceMillis()));
    }
}
