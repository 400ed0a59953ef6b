package io.msagent.orchestrator.store;

/**
 * Where a running orchestrator is to be found: {@code orchestrator.json} in its state folder, and the file that {@code
 * --ready-file} names.
 *
 * @param registry base of the registry's HTTP API
 * @param admin base of the admin API
 * @param tokenFile file with the cluster token
 * @param pid its process id
 * @param tls how the admin API is asked over TLS, or {@link AdminTls#NONE}
 */
public record OrchestratorInfo(String registry, String admin, String tokenFile, long pid, AdminTls tls) {}
