package io.msagent.orchestrator.observe;

import io.msagent.orchestrator.model.HostState;
import io.msagent.orchestrator.store.HostRecord;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.LockHolder;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The machines, by what their supervisors say of them. */
final class Hosts {
    private Hosts() {}

    /** By name. */
    static List<HostState> of(Kept kept) {
        return new TreeMap<>(kept.all(Kind.HOST))
                .entrySet().stream()
                        .map(e -> host(e.getKey(), e.getValue(), kept))
                        .toList();
    }

    private static HostState host(String name, HostRecord said, Kept kept) {
        Optional<LockHolder> supervisor = kept.supervisor(name);
        return new HostState(
                name,
                said.cores(),
                said.memoryTotal(),
                said.memoryAvailable(),
                kept.get(Kind.DRAIN, name) != null,
                supervisor.isPresent(),
                supervisor.map(LockHolder::id).orElse(said.supervisor()));
    }
}
