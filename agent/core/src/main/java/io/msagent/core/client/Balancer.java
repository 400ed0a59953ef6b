package io.msagent.core.client;

import io.msagent.core.registry.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Chooses among a service's instances: of two taken at random the one with fewer calls of this process in flight. Safe
 * for use by any thread.
 */
final class Balancer {
    private static final long LEFT_ALONE = Duration.ofSeconds(1).toNanos();

    private final ConcurrentMap<String, Load> loads = new ConcurrentHashMap<>();

    /** What this process does with one instance. */
    static final class Load {
        private final AtomicInteger inFlight = new AtomicInteger();
        private volatile boolean failed;
        private volatile long failedAt;

        void begin() {
            inFlight.incrementAndGet();
        }

        /**
         * An attempt is over.
         *
         * @param well false if the instance did not take the call or did not answer: it is left alone for a while
         */
        void end(boolean well) {
            inFlight.decrementAndGet();
            if (!well) {
                failedAt = System.nanoTime();
            }
            failed = !well;
        }

        private boolean leftAlone() {
            return failed && System.nanoTime() - failedAt < LEFT_ALONE;
        }
    }

    /** The counters of an instance. */
    Load load(Instance instance) {
        Load load = loads.get(instance.id());
        return load != null ? load : loads.computeIfAbsent(instance.id(), id -> new Load());
    }

    /**
     * An instance to try next.
     *
     * @param usable not empty
     * @param tried ids of those that have failed this call: they come last
     */
    Instance pick(List<Instance> usable, Set<String> tried) {
        if (loads.size() > 2 * usable.size() + 16) {
            loads.keySet().retainAll(usable.stream().map(Instance::id).collect(Collectors.toSet()));
        }
        if (usable.size() == 1) {
            return usable.get(0);
        }
        Set<String> avoided = leftAlone(usable);
        if (tried.isEmpty() && avoided.isEmpty()) {
            return lessBusy(usable);
        }
        List<Instance> untried = without(usable, tried);
        List<Instance> best = without(untried.isEmpty() ? usable : untried, avoided);
        return lessBusy(best.isEmpty() ? untried : best);
    }

    /** Those that failed last, at most half of all: the rest could not carry the load. */
    private Set<String> leftAlone(List<Instance> usable) {
        List<Instance> failed = null;
        for (Instance instance : usable) {
            Load load = loads.get(instance.id());
            if (load != null && load.leftAlone()) {
                failed = failed == null ? new ArrayList<>() : failed;
                failed.add(instance);
            }
        }
        if (failed == null) {
            return Set.of();
        }
        long now = System.nanoTime();
        failed.sort(Comparator.comparingLong(i -> now - load(i).failedAt));
        return failed.subList(0, Math.min(failed.size(), usable.size() / 2)).stream()
                .map(Instance::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<Instance> without(List<Instance> instances, Set<String> ids) {
        return instances.stream().filter(i -> !ids.contains(i.id())).toList();
    }

    private Instance lessBusy(List<Instance> instances) {
        int size = instances.size();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int one = random.nextInt(size);
        if (size == 1) {
            return instances.get(one);
        }
        int other = (one + 1 + random.nextInt(size - 1)) % size;
        Instance a = instances.get(one);
        Instance b = instances.get(other);
        return load(a).inFlight.get() <= load(b).inFlight.get() ? a : b;
    }
}
