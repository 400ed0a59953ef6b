package io.msagent.orchestrator.admin;

import io.msagent.orchestrator.control.OldStatus;
import java.util.List;

/**
 * What {@code GET /ms/v1/status} answers.
 *
 * @param orchestrator who answers
 * @param services by name
 * @param instances those there are, and those that died lately
 */
public record StatusAnswer(Self orchestrator, List<OldStatus.Service> services, List<OldStatus.Provider> instances) {
    /**
     * The orchestrator.
     *
     * @param registryTrouble what is wrong with the registry, so that the rest may be old; empty if all is well
     * @param started ISO 8601
     */
    public record Self(
            String id, long pid, String host, String registry, String registryTrouble, String admin, String started) {}
}
