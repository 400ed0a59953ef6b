package io.msagent.orchestrator.control;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.orchestrator.observe.Observation;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.LockHolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The orchestrators. Anybody who may write to the registry could register as one, or write a lock's value: only those that
 * have proved to have the cluster token are orchestrators, and only their registrations say where they are asked.
 *
 * @param peers those that are registered, and have proved it
 */
record Orchestrators(List<Status.Peer> peers) {

    static Orchestrators nobody() {
        return new Orchestrators(List.of());
    }

    static Orchestrators of(Observation seen) {
        Kept kept = seen.kept();
        String leader = kept.leader().map(LockHolder::id).orElse("");
        List<Status.Peer> peers = new ArrayList<>();
        for (Instance peer : seen.peers()) {
            Map<String, String> meta = peer.meta();
            if (!meta.containsKey(InstanceMeta.PROOF)) {
                continue; // ProvenInstances leaves no meta to those without a valid one
            }
            String host = meta.getOrDefault(InstanceMeta.HOST, "");
            peers.add(new Status.Peer(
                    peer.id(),
                    host,
                    number(meta.getOrDefault(InstanceMeta.PID, "")),
                    ("true".equals(meta.get(InstanceMeta.TLS)) ? "https" : "http") + "://"
                            + (peer.host().contains(":") ? "[" + peer.host() + "]" : peer.host()) + ":" + peer.port(),
                    peer.id().equals(leader),
                    kept.supervisor(host).map(LockHolder::id).orElse("").equals(peer.id()),
                    peer.status().name().toLowerCase(Locale.ROOT),
                    meta.getOrDefault(InstanceMeta.STARTED, "")));
        }
        return new Orchestrators(List.copyOf(peers));
    }

    /** Base URL of the admin address of who supervises a host; empty if nobody does who has proved to be one. */
    String adminOf(String host) {
        return peers.stream()
                .filter(peer -> peer.supervises() && peer.host().equals(host))
                .map(Status.Peer::admin)
                .findFirst()
                .orElse("");
    }

    /** A pid as meta has it; 0 if it is none. */
    static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
