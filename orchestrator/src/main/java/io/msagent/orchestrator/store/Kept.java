package io.msagent.orchestrator.store;

import java.util.Map;

/**
 * What the registry held at one moment, verified.
 *
 * @param launches by service
 * @param spawns by instance id
 * @param desired wanted number of instances by service, where somebody said one
 * @param refused why a launch is not used, by service
 */
public record Kept(
        Map<String, StoredLaunch> launches,
        Map<String, SpawnRecord> spawns,
        Map<String, Integer> desired,
        Map<String, String> refused) {
    /** Copies the maps. */
    public Kept {
        launches = Map.copyOf(launches);
        spawns = Map.copyOf(spawns);
        desired = Map.copyOf(desired);
        refused = Map.copyOf(refused);
    }
}
