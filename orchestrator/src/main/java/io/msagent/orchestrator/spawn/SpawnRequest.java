package io.msagent.orchestrator.spawn;

import java.util.List;
import java.util.Map;

/**
 * What to start.
 *
 * @param id the instance's id: letters, digits and hyphens
 * @param command program, absolute, and arguments
 * @param directory working folder, absolute
 * @param environment all variables of the child; contains the cluster token
 */
public record SpawnRequest(String id, List<String> command, String directory, Map<String, String> environment) {
    /** Copies the collections. */
    public SpawnRequest {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Names no variable's value, because one is the token. */
    @Override
    public String toString() {
        return id + ": " + command + " in " + directory;
    }
}
