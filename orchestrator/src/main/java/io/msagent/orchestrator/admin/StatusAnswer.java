package io.msagent.orchestrator.admin;

import io.msagent.orchestrator.control.Status;
import java.util.List;

/**
 * What {@code GET /ms/v1/status} answers.
 *
 * @param orchestrator who answers
 * @param services by name
 * @param instances those there are, and those that died lately
 */
public record StatusAnswer(Self orchestrator, List<Status.Service> services, List<Status.Provider> instances) {
    /**
     * The orchestrator.
     *
     * @param started ISO 8601
     */
    public record Self(String id, long pid, String host, String registry, String admin, String started) {}
}
