package io.msagent.orchestrator.admin;

import io.msagent.orchestrator.control.Status;
import java.util.List;

/**
 * What {@code GET /ms/v1/status} answers. Times are ISO 8601.
 *
 * @param orchestrator who answers
 * @param orchestrators all that are registered
 * @param hosts by name
 * @param services by name
 * @param instances those there are, and those that ended lately
 */
public record StatusAnswer(
        Self orchestrator,
        List<Status.Peer> orchestrators,
        List<Status.Host> hosts,
        List<Status.Service> services,
        List<Status.Provider> instances) {
    /**
     * The orchestrator.
     *
     * @param registryTrouble what is wrong with the registry, so that the rest may be old; empty if all is well
     * @param leads whether it plans for all
     * @param supervises whether it starts and ends the processes of its host
     * @param version its release
     */
    public record Self(
            String id,
            long pid,
            String host,
            String registry,
            String registryTrouble,
            String admin,
            String started,
            boolean leads,
            boolean supervises,
            String version) {}
}
