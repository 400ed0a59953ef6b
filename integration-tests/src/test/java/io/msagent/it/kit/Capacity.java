package io.msagent.it.kit;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Which processes serve, by the registry itself; and how long it takes until all are there that shall be. */
public record Capacity(Registry registry, Set<String> services, int each) {
    private static final long LOOK_MILLIS = 50;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** How many instances there shall be. */
    public int size() {
        return services.size() * each;
    }

    /** Callable instances' processes, in the order of their services; fails if the registry cannot be asked. */
    public List<ProcessHandle> processes() {
        List<ProcessHandle> processes = new ArrayList<>();
        for (String service : services.stream().sorted().toList()) {
            processes.addAll(processes(service));
        }
        return processes;
    }

    private List<ProcessHandle> processes(String service) {
        return registry.lookUp(service).stream()
                .filter(instance -> instance.status().isCallable())
                .sorted(Comparator.comparing(Instance::id))
                .map(instance -> Long.parseLong(instance.meta().getOrDefault("pid", "0")))
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    /** Whether every service has all its instances, each of them alive. */
    public boolean isFull() {
        try {
            for (String service : services) {
                if (processes(service).size() < each) {
                    return false;
                }
            }
            return true;
        } catch (RegistryException e) {
            return false;
        }
    }

    /** Waits until all are there; how long that was from a moment on, or nothing if it lasted too long. */
    public Optional<Duration> awaitFull(long fromNanos) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (!isFull()) {
            if (System.nanoTime() - fromNanos > LONGEST.toNanos()) {
                return Optional.empty();
            }
            boolean unused = never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return Optional.of(Duration.ofNanos(System.nanoTime() - fromNanos));
    }
}
