package io.msagent.it.scale;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All processes that watch: each has a connector. */
final class Audience implements AutoCloseable {
    private final List<Registry> connectors = new ArrayList<>();
    private final Map<Integer, List<Instance>> heard = new ConcurrentHashMap<>();
    private final Map<String, Change> changes = new ConcurrentHashMap<>();
    private final Set<String> missed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean settled;
    private final Size size;

    Audience(Target target, Size size) {
        this.size = size;
        for (int process = 0; process < size.calling(); process++) {
            connectors.add(target.connect());
        }
        for (int watcher = 0; watcher < size.watchers(); watcher++) {
            int me = watcher;
            connectors
                    .get(Size.processOf(watcher))
                    .watch(size.watchedBy(watcher), list -> hear(me, list), e -> lost.incrementAndGet());
        }
    }

    private void hear(int watcher, List<Instance> instances) {
        long now = System.nanoTime();
        heard.put(watcher, instances);
        if (settled) {
            instances.stream()
                    .filter(instance -> instance.status() == Status.CRITICAL)
                    .forEach(instance -> missed.add(instance.id()));
        }
        Change change = changes.get(size.watchedBy(watcher));
        if (change != null && change.isIn(instances)) {
            change.heardBy(watcher, now);
        }
    }

    /** To be made after this; heard by all who watch the service. */
    Change expect(String service, String id, Status status) {
        int watchers = 0;
        for (int watcher = 0; watcher < size.watchers(); watcher++) {
            watchers += size.watchedBy(watcher).equals(service) ? 1 : 0;
        }
        Change change = new Change(id, status, watchers);
        changes.put(service, change);
        return change;
    }

    /** How many watchers know all instances of their service as passing. */
    long content() {
        return heard.values().stream()
                .filter(list -> list.size() == size.instances() / size.services())
                .filter(list -> list.stream().allMatch(instance -> instance.status() == Status.PASSING))
                .count();
    }

    /** From now on all instances should stay callable. */
    void settled() {
        settled = true;
    }

    /** How many instances have been critical since then: their beats came too late. */
    int missed() {
        return missed.size();
    }

    /** How often a watcher lost the registry. */
    int lost() {
        return lost.get();
    }

    @Override
    public void close() {
        connectors.forEach(Registry::close);
    }
}
