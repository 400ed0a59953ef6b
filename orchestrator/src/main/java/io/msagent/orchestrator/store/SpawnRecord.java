package io.msagent.orchestrator.store;

import java.time.Instant;

/**
 * A provider that an orchestrator is about to start, or has started. Written before the start, so that a child is never
 * unknown, and completed after it.
 *
 * @param id the instance's id
 * @param service what it serves
 * @param digest digest of the code it was started for
 * @param orchestrator id of the orchestrator
 * @param host name of the machine
 * @param intended when the start was decided, ISO 8601
 * @param pid process id; 0 until it is known
 * @param started start of the process as the system tells it, ISO 8601; empty until it is known
 */
public record SpawnRecord(
        String id,
        String service,
        String digest,
        String orchestrator,
        String host,
        String intended,
        long pid,
        String started) {

    /** The same, with the process that came of it. */
    public SpawnRecord with(long newPid, Instant newStarted) {
        return new SpawnRecord(id, service, digest, orchestrator, host, intended, newPid, newStarted.toString());
    }

    Canonical canonical() {
        return new Canonical()
                .text("spawn")
                .text(id)
                .text(service)
                .text(digest)
                .text(orchestrator)
                .text(host)
                .text(intended)
                .number(pid)
                .text(started);
    }

    /** As it stands in the registry. */
    record Sealed(SpawnRecord record, String hmac) {}
}
