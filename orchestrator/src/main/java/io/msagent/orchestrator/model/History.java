package io.msagent.orchestrator.model;

import java.time.Instant;
import java.util.List;

/**
 * What a plan must remember of a service's past. Kept in the registry, so that it outlives a leader.
 *
 * @param deaths the latest, oldest first, at most 20
 * @param lastOut when instances were last added by scaling; {@link Instant#EPOCH} if never
 * @param lastIn when instances were last removed by scaling; {@link Instant#EPOCH} if never
 */
public record History(List<Death> deaths, Instant lastOut, Instant lastIn) {
    /** No past. */
    public static final History NONE = new History(List.of(), Instant.EPOCH, Instant.EPOCH);

    /** Copies the list. */
    public History {
        deaths = List.copyOf(deaths);
    }
}
