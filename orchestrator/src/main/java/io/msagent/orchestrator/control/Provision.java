package io.msagent.orchestrator.control;

import io.msagent.core.launch.ProvideRequest;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.observe.SteadyClock;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.LaunchRules;
import io.msagent.orchestrator.store.Store;
import io.msagent.orchestrator.store.StoredLaunch;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Takes callers' requests for instances, at any orchestrator: the launch goes into the registry, the leader acts on it, and
 * who was asked sees it happen. A service has one launch: of two programs with different code of it the last that asked
 * wins, and the other's calls wait until it asks again. Safe for use by any thread.
 */
final class Provision {
    private static final long LONGEST_WAIT_MILLIS = 600_000;

    private final Store store;
    private final SteadyClock clock;
    private final Waiters waiters;
    private final Supplier<Latest> latest;
    private final Runnable wake;
    private final Map<String, StoredLaunch> saved = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Provision(Store store, SteadyClock clock, Waiters waiters, Supplier<Latest> latest, Runnable wake) {
        this.store = store;
        this.clock = clock;
        this.waiters = waiters;
        this.latest = latest;
        this.wake = wake;
    }

    void wake() {
        wake.run();
    }

    /** What came of it; as {@link Commands#provide}. */
    CompletableFuture<Provided> provide(ProvideRequest request) {
        Optional<String> fault = LaunchRules.fault(request.service(), request.digest(), request.launch())
                .or(() -> request.millis() > 0
                        ? Optional.empty()
                        : Optional.of("millis: " + request.millis() + " (expected: above 0)"));
        if (fault.isPresent()) {
            return CompletableFuture.completedFuture(new Provided.Invalid(fault.get()));
        }
        if (closed) {
            return CompletableFuture.completedFuture(
                    new Provided.Unavailable("this orchestrator does not act now: it stops"));
        }
        ServiceState service = latest.get().services().get(request.service());
        boolean served = service != null && service.instances().stream().anyMatch(i -> i.serves(request.digest()));
        if (!served) {
            save(new StoredLaunch(request.service(), request.digest(), request.launch()));
        }
        CompletableFuture<Provided> answer =
                waiters.add(request.service(), request.digest(), Math.min(request.millis(), LONGEST_WAIT_MILLIS));
        wake();
        return answer;
    }

    /** Many callers bring the same launch at the same time: it is written once. */
    private void save(StoredLaunch wanted) {
        saved.compute(wanted.service(), (service, before) -> {
            if (!wanted.equals(before)) {
                store.save(Kind.LAUNCH, wanted.service(), wanted);
            }
            return wanted;
        });
    }

    /** A round has seen this. Who waits is answered, or it is made known that somebody does. */
    void settle(Kept kept, Map<String, ServiceState> services) {
        // what the registry does not hold, or not any more, is written again at the next request
        saved.values().removeIf(launch -> !launch.equals(kept.get(Kind.LAUNCH, launch.service())));
        for (String service : waiters.settle(services)) {
            store.save(Kind.DEMAND, service, new Kind.Mark(clock.now().toString()));
        }
    }

    void close() {
        closed = true;
        waiters.failAll("the orchestrator stops");
    }
}
