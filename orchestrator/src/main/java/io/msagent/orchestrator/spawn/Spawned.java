package io.msagent.orchestrator.spawn;

import java.time.Instant;

/**
 * A started provider. Pid and start together name a process: a pid that is used again has another start.
 *
 * @param id the instance's id
 * @param pid process id
 * @param started start of the process as the system tells it
 */
public record Spawned(String id, long pid, Instant started) {}
