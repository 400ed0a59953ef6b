package io.msagent.orchestrator.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the registry held at one moment, verified.
 *
 * @param launches by service
 * @param spawns by instance id
 * @param desired wanted number of instances by service, where somebody said one
 * @param epoch differs when the registry began anew; null if it has none yet
 * @param leader id of the orchestrator that had the lock last; null if none ever had
 * @param refused why a launch is not used, by service
 */
public record Kept(
        Map<String, StoredLaunch> launches,
        Map<String, SpawnRecord> spawns,
        Map<String, Integer> desired,
        @Nullable String epoch,
        @Nullable String leader,
        Map<String, String> refused) {
    /** Copies the maps. */
    public Kept {
        launches = Map.copyOf(launches);
        spawns = Map.copyOf(spawns);
        desired = Map.copyOf(desired);
        refused = Map.copyOf(refused);
    }
}
