package io.msagent.orchestrator.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One service, as seen at one moment.
 *
 * @param digest digest of the code that its launch starts; null if there is no launch that may be used
 * @param launchSince when this launch was first seen
 * @param refused why its launch may not be used; null if there is none, or it may
 * @param policy between which numbers it is scaled
 * @param desired how many instances there shall be now
 * @param demanded whether a caller waits for an instance
 * @param restartBefore instances whose start was intended before it are to be replaced; null: none
 * @param retiring ids of instances that somebody wishes to end
 * @param instances those there are; over ones until they are forgotten
 * @param history what became of former ones
 */
public record ServiceState(
        String name,
        @Nullable String digest,
        Instant launchSince,
        @Nullable String refused,
        Policy policy,
        int desired,
        boolean demanded,
        @Nullable Instant restartBefore,
        Set<String> retiring,
        List<InstanceState> instances,
        History history) {
    /** Copies the collections. */
    public ServiceState {
        retiring = Set.copyOf(retiring);
        instances = List.copyOf(instances);
    }

    /** Whether any of its instances keeps state that is nowhere else. */
    public boolean isInMemory() {
        return instances.stream()
                .anyMatch(i -> !i.state().isOver() && i.traits().isInMemory());
    }
}
