package io.msagent.orchestrator.observe;

import io.msagent.core.registry.Instance;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Snapshot;
import io.msagent.orchestrator.store.Kept;
import java.util.List;

/**
 * What one round has seen.
 *
 * @param kept what orchestrators share
 * @param snapshot all services and hosts
 * @param transitions since the round before
 * @param vanished instances that the round before had seen, as they ended
 * @param strays registrations that name a spawn of which there is no record
 * @param peers registrations of orchestrators
 */
public record Observation(
        Kept kept,
        Snapshot snapshot,
        List<Transition> transitions,
        List<InstanceState> vanished,
        List<Instance> strays,
        List<Instance> peers) {
    /** Copies the lists. */
    public Observation {
        transitions = List.copyOf(transitions);
        vanished = List.copyOf(vanished);
        strays = List.copyOf(strays);
        peers = List.copyOf(peers);
    }

    /** The same by records that were read later. */
    public Observation with(Kept readLater) {
        return new Observation(readLater, snapshot, transitions, vanished, strays, peers);
    }

    /** Before the first round. */
    public static Observation nothing() {
        return new Observation(
                Kept.nothing(), new Snapshot(List.of(), List.of()), List.of(), List.of(), List.of(), List.of());
    }
}
