package io.msagent.orchestrator.plan.sim;

import io.msagent.core.registry.Instance;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Load;
import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.Sighting.Life;
import io.msagent.orchestrator.model.Sighting.Probe;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.Standing;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.model.Stop;
import io.msagent.orchestrator.model.Traits;
import io.msagent.orchestrator.plan.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process and what is seen of it. Times in seconds since the world began. */
final class SimInstance {
    private static final int TTL = 3;

    final String id;
    final String host;
    final String digest;
    final long intended;
    /** When it registers and answers. */
    final long up;
    /** When it dies by itself. */
    long dies = Long.MAX_VALUE;
    /** Until when it does nothing at all. */
    long hangsUntil;

    private long hangsSince;
    /** Until when its beats are lost. */
    long muteUntil;

    @Nullable
    Stop stop;

    @Nullable
    Standing standing;

    private final Window window;
    private final Instant intendedAt;
    private long lastCall;
    private double busy;
    private double queued;
    private boolean dead;

    SimInstance(String id, String host, String digest, long now, Instant at, long up, int window) {
        this.id = id;
        this.host = host;
        this.digest = digest;
        this.intended = now;
        this.intendedAt = at;
        this.up = up;
        this.lastCall = up;
        this.window = new Window(window);
    }

    /** Hangs from now on for so long. */
    void hang(long now, long seconds) {
        hangsSince = now;
        hangsUntil = now + seconds;
    }

    boolean isAlive(long now) {
        dead |= now >= dies;
        return !dead;
    }

    /** Whether callers find it and it answers them. */
    boolean takesCalls(long now) {
        return isAlive(now) && now >= up && now >= hangsUntil && stop == null && now >= muteUntil;
    }

    /** Workers that are busy, and calls that wait. */
    void work(double share, int capacity, long now) {
        busy = Math.min(share, capacity);
        queued = Math.max(0, share - capacity);
        if (share > 0) {
            lastCall = now;
        }
        if (now >= up) {
            window.add(busy / capacity);
        }
    }

    InstanceState see(String service, boolean inMemory, int capacity, Lifecycle lifecycle, long now, Instant at) {
        boolean alive = isAlive(now);
        boolean registered = now >= up;
        boolean hangs = now < hangsUntil;
        boolean silent = hangs && now - hangsSince >= TTL || now < muteUntil;
        double utilisation = window.mean();
        Sighting sighting = new Sighting(
                true,
                alive ? Life.ALIVE : Life.DEAD,
                !registered ? Registered.NO : silent || !alive ? Registered.CRITICAL : Registered.CALLABLE,
                "",
                !registered ? Probe.UNASKED : hangs || !alive ? Probe.SILENT : Probe.ANSWERS,
                alive,
                utilisation >= 0.9 || queued > 0,
                null,
                intendedAt,
                stop,
                alive ? "" : "exit code 1");
        standing = lifecycle.next(standing, sighting, at);
        Load load = standing.state() == State.STARTING
                ? null
                : new Load(
                        at,
                        utilisation,
                        window.isFull(),
                        (int) Math.ceil(busy),
                        capacity,
                        (int) Math.ceil(queued),
                        0,
                        0,
                        -1,
                        -1,
                        at.minusSeconds(now - lastCall));
        return new InstanceState(
                id,
                service,
                host,
                digest,
                sighting,
                standing,
                registrations(service, registered),
                inMemory && registered ? new Traits(Traits.MEMORY, Duration.ofSeconds(30)) : Traits.UNKNOWN,
                load,
                null,
                intendedAt,
                1,
                "",
                "o");
    }

    private List<Instance> registrations(String service, boolean registered) {
        return registered
                ? List.of(new Instance(id, service, "h", 1, java.util.Map.of(), Instance.Status.PASSING, ""))
                : List.of();
    }
}
