package io.msagent.orchestrator.control;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider, as seen at one moment: what the registry says of it and what its process does.
 *
 * @param id the id it was spawned under; for one started by hand, its id in the registry
 * @param digest digest of the code it was spawned for; for one started by hand, of the code it runs
 * @param managed whether an orchestrator of this machine spawned it
 * @param life what its process does
 * @param registrations what the registry has of it; usually one
 * @param answers whether it answers health requests with the token
 * @param served whether it ever did
 * @param since when the wait for it began: its spawn, or its adoption by this orchestrator
 * @param stopAsked when it was asked to end; null if it was not
 * @param pid process id; 0 if not known
 * @param started start of its process; empty if not known
 * @param orchestrator id of the orchestrator that spawned it; empty if none did
 */
record InstanceState(
        String id,
        String digest,
        boolean managed,
        Life life,
        List<Instance> registrations,
        boolean answers,
        boolean served,
        Instant since,
        @Nullable Instant stopAsked,
        long pid,
        String started,
        String orchestrator) {
    InstanceState {
        registrations = List.copyOf(registrations);
    }

    /** What is known of a process. */
    enum Life {
        ALIVE,
        DEAD,
        /** It was about to be started, or runs elsewhere. */
        UNKNOWN
    }

    /** For people. */
    enum State {
        STARTING,
        SERVING,
        CRITICAL,
        STOPPING,
        DEAD
    }

    State state() {
        if (life == Life.DEAD) {
            return State.DEAD;
        }
        if (stopAsked != null) {
            return State.STOPPING;
        }
        if (answers && mayBeCalled()) {
            return State.SERVING;
        }
        return served || !managed ? State.CRITICAL : State.STARTING;
    }

    /** Whether callers with this code get an answer from it. */
    boolean serves(String wanted) {
        return state() == State.SERVING && runningDigest().equals(wanted);
    }

    /** Whether it counts as an instance of this code: it serves, or may do so soon. */
    boolean countsFor(String wanted) {
        return stopAsked == null
                && (managed ? life != Life.DEAD && digest.equals(wanted) : mayBeCalled() && digest.equals(wanted));
    }

    /** Whether it was started for one code and turned out to run another. */
    boolean runsOtherCode() {
        return managed && !registrations.isEmpty() && !runningDigest().equals(digest);
    }

    /** Digest that it registered with; before that, the one it was spawned for. */
    String runningDigest() {
        return registrations.isEmpty() ? digest : registrations.get(0).meta().getOrDefault(InstanceMeta.DIGEST, "");
    }

    private boolean mayBeCalled() {
        return registrations.stream()
                .anyMatch(r -> r.status().isCallable() || r.status() == Instance.Status.NODE_CRITICAL);
    }
}
