package io.msagent.orchestrator.control;

import io.msagent.core.launch.ProvideRequest;
import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.ProvenInstances;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.Subscriptions;
import io.msagent.core.registry.TlsMatch;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.store.LaunchRules;
import io.msagent.orchestrator.store.Store;
import io.msagent.orchestrator.store.StoredLaunch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The control loop: observe, plan, act; at once when something happened, and every second. All of it runs in one thread;
 * the public methods may be called by any.
 */
public final class Controller implements AutoCloseable {
    private static final long TICK_MILLIS = 1_000;
    private static final long LONGEST_WAIT_MILLIS = 600_000;

    private final SteadyClock clock = new SteadyClock();
    private final Store store;
    private final Spawner spawner;
    private final BooleanSupplier mayAct;
    private final Planner planner;
    private final Deaths deaths = new Deaths();
    private final Waiters waiters = new Waiters();
    private final Locations locations = new Locations();
    private final Watches watches;
    private final Health health;
    private final Fleet fleet;
    private final Observer observer;
    private final Actor actor;
    private final Providers providers;
    private final Semaphore wake = new Semaphore(0);
    private final Map<String, Action.GiveUp> givenUp = new ConcurrentHashMap<>();
    private final Map<String, StoredLaunch> saved = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "ms-agent-control");
    private volatile boolean closed;
    private volatile Snapshot latest = new Snapshot(List.of());
    private boolean acted;
    private volatile @Nullable Instant awaySince;

    /**
     * A loop that does not run yet.
     *
     * @param mayAct whether this orchestrator is the one that acts; otherwise it observes only
     * @param notProviders registered services that are no providers
     */
    public Controller(
            Identity identity,
            Registry registry,
            Store store,
            Spawner spawner,
            Limits limits,
            BooleanSupplier mayAct,
            Set<String> notProviders) {
        this.store = store;
        this.spawner = spawner;
        this.mayAct = mayAct;
        this.planner = new Planner(limits);
        this.watches = new Watches(registry, callable(identity, registry), this::wake);
        this.health = new Health(identity.token(), identity.tls(), this::wake);
        this.fleet = new Fleet(spawner, store, identity.host(), this::wake);
        this.observer = new Observer(
                registry,
                new Memory(store, identity.id()),
                fleet,
                watches,
                health,
                deaths,
                notProviders,
                this::accountDeath);
        this.actor = new Actor(identity, store, spawner, fleet, watches, observer::launch, this::died);
        this.providers = new Providers(registry, store, spawner, fleet, limits, clock);
        thread.setDaemon(true);
    }

    /** Instances as they may be believed, of which those are critical that would not be understood. */
    private static Subscriptions callable(Identity identity, Registry registry) {
        return new TlsMatch(identity.tls() != null).over(new ProvenInstances(identity.token()).over(registry));
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /**
     * Sees to it that an instance with the request's digest serves. The launch is stored only if none does yet.
     *
     * @throws RegistryException if the launch cannot be stored
     */
    public CompletableFuture<Provided> provide(ProvideRequest request) {
        Optional<String> fault = LaunchRules.fault(request.service(), request.digest(), request.launch())
                .or(() -> request.millis() > 0
                        ? Optional.empty()
                        : Optional.of("millis: " + request.millis() + " (expected: above 0)"));
        if (fault.isPresent()) {
            return CompletableFuture.completedFuture(new Provided.Invalid(fault.get()));
        }
        if (closed || !mayAct.getAsBoolean()) {
            return CompletableFuture.completedFuture(new Provided.Unavailable(
                    "this orchestrator does not act now: it stops, or has lost its lock in the registry"));
        }
        boolean served = latest.services().stream()
                .filter(s -> s.name().equals(request.service()))
                .flatMap(s -> s.instances().stream())
                .anyMatch(i -> i.serves(request.digest()));
        if (!served) {
            save(new StoredLaunch(request.service(), request.digest(), request.launch()));
        }
        CompletableFuture<Provided> answer =
                waiters.add(request.service(), request.digest(), Math.min(request.millis(), LONGEST_WAIT_MILLIS));
        wake();
        return answer;
    }

    /**
     * An instance that serves, as last observed: one after the other, for all who ask. Also answers where this orchestrator
     * is not the one that acts.
     *
     * @param digest of the code that it must run; empty if any will do
     */
    public Optional<Instance> locate(String service, String digest) {
        return locations.next(latest, service, digest);
    }

    /** What was last observed. */
    public OldStatus status() {
        return OldStatus.of(latest, Map.copyOf(givenUp), spawner::log, clock.now(), registryAway());
    }

    /**
     * Ends all providers that an orchestrator of this machine started, and forgets their launches: a caller that needs one
     * again asks again. Only after {@link #close}.
     */
    public void stopProviders() {
        providers.stop();
    }

    /** How many providers an orchestrator of this machine started and run. */
    public int running() {
        return (int) latest.services().stream()
                .flatMap(s -> s.instances().stream())
                .filter(i -> i.managed() && i.life() == InstanceState.Life.ALIVE)
                .count();
    }

    /** What was last observed, in a few words, as {@code 3 services · 7 instances}; instances are those that serve. */
    public String summary() {
        List<ServiceState> services = latest.services();
        long serving = services.stream()
                .flatMap(s -> s.instances().stream())
                .filter(i -> i.state() == InstanceState.State.SERVING)
                .count();
        return count(services.size(), "service") + " · " + count(serving, "instance");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Ends the loop; providers go on. Never throws. */
    @Override
    public void close() {
        closed = true;
        wake();
        boolean interrupted = false;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        waiters.failAll("the orchestrator stops");
        watches.close();
        health.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Many callers bring the same launch at the same time: it is written once. */
    private void save(StoredLaunch wanted) {
        saved.compute(wanted.service(), (service, before) -> {
            if (!wanted.equals(before)) {
                store.save(wanted);
            }
            return wanted;
        });
    }

    private void wake() {
        wake.release();
    }

    private void run() {
        try {
            while (!closed) {
                round();
                boolean unused = wake.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS);
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            boolean acts = mayAct.getAsBoolean();
            if (acts && !acted) {
                fleet.keepLiving();
            }
            acted = acts;
            Instant now = clock.now();
            Snapshot snapshot = observer.observe(now, acts);
            latest = snapshot;
            // what the registry does not hold, or not any more, is written again at the next request
            saved.values().removeIf(launch -> !launch.equals(observer.launch(launch.service())));
            waiters.settle(snapshot);
            if (acts) {
                List<Action> plan = planner.plan(snapshot, now);
                for (Action action : plan) {
                    actor.act(action, now);
                }
                givenUp(plan);
            }
            Instant since = awaySince;
            if (since != null) {
                Log.warn("registry: answers again after "
                        + Duration.between(since, clock.now()).toSeconds() + " s");
                awaySince = null;
            }
        } catch (RegistryException e) {
            if (awaySince == null) {
                Log.warn("registry: " + e.getMessage() + "; goes on when it answers again");
                awaySince = clock.now();
            }
        } catch (Throwable e) {
            Log.write(Log.Level.ERROR, "control loop: a round failed", e);
        }
    }

    private String registryAway() {
        Instant since = awaySince;
        return since == null
                ? ""
                : "registry away since " + since.truncatedTo(ChronoUnit.SECONDS) + ", last known shown";
    }

    private void givenUp(List<Action> plan) {
        Map<String, Action.GiveUp> now = new HashMap<>();
        for (Action action : plan) {
            if (action instanceof Action.GiveUp giveUp) {
                now.put(giveUp.service(), giveUp);
                if (!giveUp.equals(givenUp.get(giveUp.service()))) {
                    Log.error("gave up " + giveUp.service() + " until " + giveUp.until() + ": " + giveUp.reason());
                }
            }
        }
        givenUp.keySet().retainAll(now.keySet());
        givenUp.putAll(now);
        for (ServiceState service : latest.services()) {
            Action.GiveUp giveUp = now.get(service.name());
            if (giveUp != null && service.digest() != null) {
                waiters.fail(
                        service.name(),
                        service.digest(),
                        service.name() + " is given up until " + giveUp.until() + ": " + giveUp.reason()
                                + service.deaths()
                                        .get(service.deaths().size() - 1)
                                        .output());
            }
        }
    }

    private void accountDeath(Tracked child, Instant now) {
        actor.accountDeath(child, now);
    }

    private void died(Death death) {
        deaths.add(death);
        if (!death.served()) {
            waiters.fail(death.service(), death.digest(), death.report());
        }
        // the next start, if any, shall not wait for the tick
        wake();
    }
}
