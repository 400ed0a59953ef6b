package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.Registry;
import io.msagent.orchestrator.observe.Children;
import io.msagent.orchestrator.observe.Observation;
import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.ProcessRecord;
import io.msagent.orchestrator.store.SpawnRecord;
import io.msagent.orchestrator.store.SpawnRecord.Halt;
import io.msagent.orchestrator.store.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Takes up children of this host that have registered, but of which no record is left: they count again, and are ended if
 * they are too many. Used by the control thread alone.
 */
final class Strays {
    private final Identity identity;
    private final Store store;
    private final Children children;
    private final Spawner spawner;
    private Set<String> before = Set.of();

    Strays(Identity identity, Store store, Children children, Spawner spawner) {
        this.identity = identity;
        this.store = store;
        this.children = children;
        this.spawner = spawner;
    }

    /** Takes up those that the last round has seen too; says whether there were any. */
    boolean round(Observation seen, Registry.Fence fence, Instant now) {
        Map<String, Instance> noticed = new HashMap<>();
        for (Instance registration : seen.strays()) {
            if (identity.host().equals(registration.meta().get(InstanceMeta.HOST))) {
                noticed.put(registration.meta().getOrDefault(InstanceMeta.SPAWN, ""), registration);
            }
        }
        // one that was forgotten just now may still be told of
        Set<String> still = new HashSet<>(noticed.keySet());
        still.retainAll(before);
        before = Set.copyOf(noticed.keySet());
        boolean taken = false;
        for (Spawned found : spawner.findAll(still).values()) {
            Instance registration = Objects.requireNonNull(noticed.get(found.id()));
            taken |= takeUp(found, registration, seen.kept(), fence, now);
        }
        return taken;
    }

    private boolean takeUp(Spawned child, Instance registration, Kept kept, Registry.Fence fence, Instant now) {
        String id = child.id();
        Map<String, String> meta = registration.meta();
        if (!Long.toString(child.pid()).equals(meta.get(InstanceMeta.PID)) || kept.get(Kind.SPAWN, id) != null) {
            return false;
        }
        SpawnRecord record = new SpawnRecord(
                id,
                registration.service(),
                meta.getOrDefault(InstanceMeta.DIGEST, ""),
                identity.host(),
                meta.getOrDefault(InstanceMeta.ORCHESTRATOR, ""),
                now.toString(),
                "found running without a record",
                Halt.NONE);
        ProcessRecord process = ProcessRecord.intent(identity.id())
                .with(child.pid(), child.started())
                .thatServed();
        if (!store.commit(List.of(store.create(Kind.SPAWN, id, record), store.put(Kind.PROCESS, id, process)), fence)) {
            return false;
        }
        kept.put(Kind.SPAWN, id, record);
        kept.put(Kind.PROCESS, id, process);
        children.add(child);
        Log.warn("took up " + id + " (pid " + child.pid() + "), of which no record was left");
        return true;
    }
}
