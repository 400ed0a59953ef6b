package io.msagent.orchestrator.control;

import io.msagent.orchestrator.spawn.SpawnRequest;
import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.spawn.Spawner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Processes that are thought of only, so that a start can fail as a machine's do. */
final class MemorySpawner implements Spawner {
    final List<String> started = new ArrayList<>();
    final Map<String, Spawned> running = new HashMap<>();
    final List<Set<String>> looks = new ArrayList<>();
    Throwable afterTheFork;
    Throwable before;

    @Override
    public Spawned spawn(SpawnRequest request) {
        raise(before);
        started.add(request.id());
        Spawned child = new Spawned(request.id(), 1_000 + started.size(), Instant.EPOCH);
        running.put(child.id(), child);
        raise(afterTheFork);
        return child;
    }

    private static void raise(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
    }

    @Override
    public Optional<Spawned> adopt(String id, long pid, Instant start) {
        return find(id);
    }

    @Override
    public Optional<Spawned> find(String id) {
        return Optional.ofNullable(running.get(id));
    }

    @Override
    public Map<String, Spawned> findAll(Set<String> ids) {
        if (!ids.isEmpty()) {
            looks.add(new TreeSet<>(ids));
        }
        Map<String, Spawned> found = new HashMap<>(running);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public boolean isAlive(Spawned spawned) {
        return spawned.equals(running.get(spawned.id()));
    }

    @Override
    public Optional<String> ending(Spawned spawned) {
        return Optional.empty();
    }

    @Override
    public void kill(Spawned spawned, boolean force) {
        running.remove(spawned.id());
    }

    @Override
    public void onEnd(Spawned spawned, Runnable listener) {}

    @Override
    public String log(String id) {
        return id;
    }

    @Override
    public List<String> tail(String id, int lines) {
        return List.of();
    }

    @Override
    public List<String> logged(String service) {
        return List.of();
    }

    @Override
    public void close() {}
}
