package io.msagent.orchestrator.observe;

import io.msagent.orchestrator.model.Sighting.Life;
import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.store.ProcessRecord;
import io.msagent.orchestrator.store.SpawnRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes of this machine that records name, whoever started them. Looked at by every orchestrator here, so that one
 * that takes over knows them. Used by the control thread alone.
 */
public final class Children {
    private final Spawner spawner;
    private final String host;
    private final Runnable onEnd;
    private final Map<String, Spawned> known = new HashMap<>();
    /** Ends need to be asked for once only: a process does not come back. */
    private final Set<String> ended = new HashSet<>();

    private final Set<String> justForgotten = new HashSet<>();

    /**
     * Knows none yet.
     *
     * @param host name of this machine
     * @param onEnd called when a process has ended, by any thread
     */
    public Children(Spawner spawner, String host, Runnable onEnd) {
        this.spawner = spawner;
        this.host = host;
        this.onEnd = onEnd;
    }

    /** Whether the instance is this machine's; also if its name has changed since, and the process was found. */
    public boolean isHere(SpawnRecord record) {
        return record.host().equals(host) || known.containsKey(record.id());
    }

    /** The instance's process, or null if none is known. */
    public @Nullable Spawned get(String id) {
        return known.get(id);
    }

    /** Takes a process up. */
    public void add(Spawned spawned) {
        if (!spawned.equals(known.put(spawned.id(), spawned))) {
            ended.remove(spawned.id());
            spawner.onEnd(spawned, onEnd);
        }
    }

    /** Takes up the process that a record names. */
    void learn(String id, ProcessRecord process) {
        Spawned before = known.get(id);
        if (process.pid() != 0 && (before == null || before.pid() != process.pid())) {
            add(new Spawned(id, process.pid(), Instant.parse(process.started())));
        }
    }

    /** Those whose end has been seen, until a round after they were forgotten: a leader may be quicker than a supervisor. */
    public Set<String> ended() {
        Set<String> all = new HashSet<>(ended);
        all.addAll(justForgotten);
        return all;
    }

    /** Forgets all but these. */
    public void keepTo(Collection<String> ids) {
        justForgotten.clear();
        known.keySet().stream()
                .filter(id -> !ids.contains(id) && life(id) == Life.DEAD)
                .forEach(justForgotten::add);
        known.keySet().retainAll(ids);
        ended.retainAll(known.keySet());
    }

    /** What the process does; unknown if there is none yet. */
    public Life life(String id) {
        Spawned spawned = known.get(id);
        if (spawned == null) {
            return Life.UNKNOWN;
        }
        if (!ended.contains(id) && spawner.isAlive(spawned)) {
            return Life.ALIVE;
        }
        ended.add(id);
        return Life.DEAD;
    }

    /** How it ended, for people; empty while it runs. */
    public String ending(String id) {
        Spawned spawned = known.get(id);
        return spawned == null || life(id) != Life.DEAD
                ? ""
                : spawner.ending(spawned).orElse("exit code unknown");
    }
}
