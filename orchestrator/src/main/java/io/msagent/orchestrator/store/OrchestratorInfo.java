package io.msagent.orchestrator.store;

/**
 * Where a running orchestrator is to be found: {@code orchestrator.json} in its state folder, and the file that {@code
 * --ready-file} names.
 *
 * @param registry base of the registry's HTTP API
 * @param admin base of the admin API
 * @param tokenFile file with the cluster token
 * @param pid its process id
 */
public record OrchestratorInfo(String registry, String admin, String tokenFile, long pid) {}
