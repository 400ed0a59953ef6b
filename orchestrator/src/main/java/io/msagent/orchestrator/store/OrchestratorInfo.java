package io.msagent.orchestrator.store;

import io.msagent.orchestrator.spawn.process.SystemProcesses;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a running orchestrator is to be found: {@code orchestrator.json} in its slot of the state folder, and the file that
 * {@code --ready-file} names.
 *
 * @param registry base of the registry's HTTP API
 * @param admin base of the admin API
 * @param tokenFile file with the cluster token
 * @param pid its process id
 * @param started start of its process as the system tells it, ISO 8601
 * @param tls how the admin API is asked over TLS, or {@link AdminTls#NONE}
 */
public record OrchestratorInfo(
        String registry, String admin, String tokenFile, long pid, String started, AdminTls tls) {
    /** Refuses what is not whole, as another program's file. */
    public OrchestratorInfo {
        if (registry == null || admin == null || tokenFile == null || started == null || tls == null || pid < 1) {
            throw new IllegalArgumentException("registry, admin, tokenFile, pid, started or tls is missing");
        }
        if (!started.isEmpty()) {
            Instant unused = Instant.parse(started);
        }
    }

    /** Its process, if it runs. */
    public Optional<ProcessHandle> process() {
        return started.isEmpty() ? ProcessHandle.of(pid) : SystemProcesses.running(pid, Instant.parse(started));
    }

    /** Whether its process runs. */
    public boolean lives() {
        return process().isPresent();
    }
}
