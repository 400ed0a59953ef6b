package io.msagent.orchestrator.model;

import io.msagent.core.registry.Instance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instance, as seen at one moment.
 *
 * @param id the id it was spawned under; for one started by hand, its id in the registry
 * @param host name of its machine; empty if not known
 * @param digest digest of the code it was spawned for; for one started by hand, of the code it runs
 * @param registrations what the registry has of it; usually one
 * @param traits what it says of itself in its registration; also when that has vanished
 * @param load what it last said of its load; null if it has said nothing yet
 * @param keeping what it last said of the state that it keeps; null if it keeps none, or has said nothing yet
 * @param intended when its start was decided; when it was first heard of, if it was started by hand
 * @param pid process id; 0 if not known
 * @param started start of its process, ISO 8601; empty if not known
 * @param orchestrator id of the orchestrator that decided its start; empty if none did
 */
public record InstanceState(
        String id,
        String service,
        String host,
        String digest,
        Sighting sighting,
        Standing standing,
        List<Instance> registrations,
        Traits traits,
        @Nullable Load load,
        @Nullable Keeping keeping,
        Instant intended,
        long pid,
        String started,
        String orchestrator) {
    /** Copies the list. */
    public InstanceState {
        registrations = List.copyOf(registrations);
    }

    /** Where it stands. */
    public State state() {
        return standing.state();
    }

    /** Whether an orchestrator spawned it. */
    public boolean managed() {
        return sighting.managed();
    }

    /** Digest that it registered with; before that, the one it was spawned for. */
    public String runningDigest() {
        return sighting.otherCode() == null ? digest : sighting.otherCode();
    }

    /** Whether callers with this code get an answer from it. */
    public boolean serves(String wanted) {
        return state().serves() && runningDigest().equals(wanted);
    }
}
