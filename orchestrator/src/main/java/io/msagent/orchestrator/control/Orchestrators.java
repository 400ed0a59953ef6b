package io.msagent.orchestrator.control;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.orchestrator.observe.Observation;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.LockHolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The orchestrators.
 *
 * @param peers those that are registered
 * @param supervisors who supervises, by host
 */
record Orchestrators(List<Status.Peer> peers, Map<String, LockHolder> supervisors) {

    static Orchestrators nobody() {
        return new Orchestrators(List.of(), Map.of());
    }

    static Orchestrators of(Observation seen) {
        Kept kept = seen.kept();
        String leader = kept.leader().map(LockHolder::id).orElse("");
        Map<String, LockHolder> supervisors = new HashMap<>();
        List<Status.Peer> peers = new ArrayList<>();
        for (Instance peer : seen.peers()) {
            Map<String, String> meta = peer.meta();
            String host = meta.getOrDefault(InstanceMeta.HOST, "");
            kept.supervisor(host).ifPresent(holder -> supervisors.put(host, holder));
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
        seen.snapshot()
                .hosts()
                .forEach(
                        host -> kept.supervisor(host.name()).ifPresent(holder -> supervisors.put(host.name(), holder)));
        return new Orchestrators(List.copyOf(peers), Map.copyOf(supervisors));
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
