package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.store.SpawnRecord;
import io.msagent.orchestrator.store.Store;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The children of this machine: ours, and those taken up from a former orchestrator. Used by the control thread alone. */
final class Fleet {
    private final Spawner spawner;
    private final Store store;
    private final String host;
    private final Runnable onEnd;
    private final Map<String, Tracked> children = new TreeMap<>();
    /** Ids of other hosts' children: looked for here once. */
    private final Set<String> elsewhere = new HashSet<>();

    /**
     * An empty one.
     *
     * @param host name of this machine: children of others are left alone
     * @param onEnd called when a child has ended, by any thread
     */
    Fleet(Spawner spawner, Store store, String host, Runnable onEnd) {
        this.spawner = spawner;
        this.store = store;
        this.host = host;
        this.onEnd = onEnd;
    }

    Collection<Tracked> all() {
        return List.copyOf(children.values());
    }

    @Nullable
    Tracked get(@Nullable String id) {
        return id == null ? null : children.get(id);
    }

    void add(Tracked tracked) {
        children.put(tracked.record.id(), tracked);
        if (tracked.spawned != null) {
            spawner.onEnd(tracked.spawned, onEnd);
        }
    }

    void remove(String id) {
        children.remove(id);
    }

    /**
     * Forgets what is known beside the records, for another orchestrator may have acted meanwhile; but not a child that
     * runs, whose record may be gone because the registry began anew.
     */
    void keepLiving() {
        children.values().removeIf(tracked -> life(tracked) != InstanceState.Life.ALIVE);
    }

    /**
     * Takes up what the records name and is not known yet.
     *
     * @param repair whether to write what the registry lacks
     */
    void sync(Map<String, SpawnRecord> records, Instant now, boolean repair) {
        elsewhere.retainAll(records.keySet());
        for (SpawnRecord record : records.values()) {
            if (!children.containsKey(record.id()) && isHere(record)) {
                takeUp(record, now);
            }
        }
        for (Tracked tracked : all()) {
            if (tracked.spawned == null) {
                spawner.find(tracked.record.id()).ifPresent(found -> complete(tracked, found));
            }
            SpawnRecord kept = records.get(tracked.record.id());
            if (repair && !tracked.record.equals(kept)) {
                store.save(tracked.record);
            } else if (!repair && kept == null && life(tracked) != InstanceState.Life.ALIVE) {
                remove(tracked.record.id());
            }
        }
    }

    /** One that another host started may run here all the same: the host's name may have changed since. */
    private boolean isHere(SpawnRecord record) {
        return record.host().equals(host)
                || (elsewhere.add(record.id()) && spawner.find(record.id()).isPresent());
    }

    /** A child without known process has registered: its registration tells the process. */
    void identify(Tracked tracked, Instance registration) {
        if (tracked.spawned == null && host.equals(registration.meta().get(InstanceMeta.HOST))) {
            String pid = registration.meta().getOrDefault(InstanceMeta.PID, "");
            if (pid.matches("\\d{1,18}")) {
                ProcessHandle.of(Long.parseLong(pid))
                        .flatMap(handle -> handle.info().startInstant())
                        .flatMap(start -> spawner.adopt(tracked.record.id(), Long.parseLong(pid), start))
                        .ifPresent(found -> complete(tracked, found));
            }
        }
    }

    InstanceState.Life life(Tracked tracked) {
        if (tracked.spawned == null) {
            return InstanceState.Life.UNKNOWN;
        }
        return spawner.isAlive(tracked.spawned) ? InstanceState.Life.ALIVE : InstanceState.Life.DEAD;
    }

    private void takeUp(SpawnRecord record, Instant now) {
        Optional<Spawned> found;
        if (record.pid() == 0) {
            found = spawner.find(record.id());
        } else {
            Spawned known = new Spawned(record.id(), record.pid(), Instant.parse(record.started()));
            found = Optional.of(known);
        }
        Tracked tracked = new Tracked(record, null, now);
        tracked.deathAccounted = true;
        found.ifPresent(spawned -> {
            tracked.spawned = spawned;
            if (spawner.isAlive(spawned)) {
                tracked.deathAccounted = false;
                Log.info("took up " + record.id() + " (pid " + spawned.pid() + ")");
            }
            tracked.record = record.with(spawned.pid(), spawned.started());
        });
        add(tracked);
    }

    private void complete(Tracked tracked, Spawned found) {
        tracked.spawned = found;
        tracked.record = tracked.record.with(found.pid(), found.started());
        tracked.deathAccounted = false;
        spawner.onEnd(found, onEnd);
    }
}
