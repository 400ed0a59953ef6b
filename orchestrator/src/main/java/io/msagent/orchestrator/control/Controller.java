package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.core.registry.ProvenInstances;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.Subscriptions;
import io.msagent.core.registry.TlsMatch;
import io.msagent.orchestrator.lead.Leases;
import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.model.Traits;
import io.msagent.orchestrator.observe.Children;
import io.msagent.orchestrator.observe.Observation;
import io.msagent.orchestrator.observe.Observer;
import io.msagent.orchestrator.observe.Probes;
import io.msagent.orchestrator.observe.SteadyClock;
import io.msagent.orchestrator.observe.Watches;
import io.msagent.orchestrator.plan.Lifecycle;
import io.msagent.orchestrator.plan.Planner;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.store.EventLog;
import io.msagent.orchestrator.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The control loop: observe, plan, and act as far as this orchestrator leads or supervises; at once when something happened,
 * and every second. All of it runs in one thread; the public methods may be called by any.
 */
public final class Controller implements AutoCloseable {
    private static final long TICK_MILLIS = 1_000;
    /** However much happens, half of the time is for others. */
    private static final long MOST_PAUSE_MILLIS = 200;

    private static final String LEADING = "leading";
    private static final String WAITING = "answering who waits";
    private static final String EVENTS = "writing events";

    private final SteadyClock clock = new SteadyClock();
    private final Once once = new Once();
    private final Store store;
    private final Leases leases;
    private final Planner planner;
    private final Waiters waiters = new Waiters();
    private final Watches watches;
    private final Probes probes;
    private final Observer observer;
    private final Journal journal;
    private final Milestones milestones;
    private final Leader leader;
    private final Supervisor supervisor;
    private final Failures failures;
    private final Provision provision;
    private final Desk desk;
    private final Providers providers;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "ms-agent-control");
    private final AtomicLong rounds = new AtomicLong(-1);
    private volatile boolean closed;
    private volatile Latest latest = Latest.nothing();
    private volatile @Nullable Instant awaySince;

    /**
     * A loop that does not run yet.
     *
     * @param leases whether this orchestrator leads, and supervises its host
     * @param defaults between which numbers a service is scaled of which nobody has said anything
     * @param orchestrators the service as which orchestrators are registered
     */
    public Controller(
            Identity identity,
            Registry registry,
            Store store,
            Spawner spawner,
            Limits limits,
            Policy defaults,
            Leases leases,
            String orchestrators) {
        this.leases = leases;
        this.store = store;
        this.planner = new Planner(limits);
        this.watches = new Watches(registry, callable(identity, registry), this::wake);
        CallTls tls = identity.tls();
        this.probes = new Probes(
                identity.token(),
                tls == null ? null : tls.files(),
                limits.scaling().window(),
                clock,
                this::wake);
        Children children = new Children(spawner, identity.host(), this::wake);
        this.observer = new Observer(
                registry, store, children, watches, probes, new Lifecycle(limits), defaults, orchestrators);
        EventLog eventLog = new EventLog(registry);
        Transitions words = new Transitions(identity.id());
        this.provision = new Provision(store, clock, waiters, () -> latest, this::wake);
        this.desk = new Desk(
                identity,
                registry,
                store,
                eventLog,
                spawner,
                probes,
                clock,
                () -> latest,
                this::registryAway,
                provision);
        this.journal = new Journal(store, eventLog, words, desk::happened);
        this.milestones = new Milestones(identity, words, journal);
        this.leader = new Leader(identity, store, watches, journal, words);
        DeadOwners deadOwners = new DeadOwners(registry);
        this.supervisor = new Supervisor(identity, store, spawner, children, deadOwners);
        this.failures = new Failures(waiters, spawner);
        this.providers = new Providers(identity, registry, store, spawner, limits, clock, deadOwners);
        thread.setDaemon(true);
    }

    /** Instances as they may be believed, of which those are critical that would not be understood. */
    private static Subscriptions callable(Identity identity, Registry registry) {
        return new TlsMatch(identity.tls() != null).over(new ProvenInstances(identity.token()).over(registry));
    }

    /** Begins. */
    public void start() {
        rounds.set(0);
        thread.start();
    }

    /** How many rounds have ended, well or not; negative while the loop is not to run. */
    public long rounds() {
        return closed ? -1 : rounds.get();
    }

    /** What people and callers may ask for. */
    public Commands commands() {
        return desk;
    }

    /**
     * Ends all providers that an orchestrator of this machine started; if no other machine is supervised, forgets all
     * launches too: a caller that needs one again asks again. Only after {@link #close}.
     */
    public void stopProviders() {
        providers.stop();
    }

    /** How many providers orchestrators of this machine started and run. */
    public int running() {
        return (int) latest.instances().stream()
                .filter(i -> i.managed() && i.pid() != 0 && !i.state().isOver())
                .count();
    }

    /** Whether any service keeps durable state, by what was last observed. */
    public boolean hasDurableState() {
        return latest.instances().stream()
                .anyMatch(i -> !i.state().isOver() && i.traits().state().equals(Traits.DURABLE));
    }

    /** What was last observed, in a few words, as {@code 3 services · 7 instances}; instances are those that serve. */
    public String summary() {
        Latest now = latest;
        long serving = now.instances().stream().filter(i -> i.state().serves()).count();
        return count(now.services().size(), "service") + " · " + count(serving, "instance");
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
        provision.close();
        watches.close();
        probes.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        wake.release();
    }

    private void run() {
        try {
            while (!closed) {
                long began = System.nanoTime();
                round();
                rounds.incrementAndGet();
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                TimeUnit.MILLISECONDS.sleep(Math.min(took, MOST_PAUSE_MILLIS));
                boolean unused = wake.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS);
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            Instant now = clock.now();
            Registry.Fence fence = leases.leader().fence();
            Observation seen = observer.observe(now, fence != null);
            List<Action> plan = planner.plan(seen.snapshot(), now);
            Latest before = latest;
            latest = new Latest(
                    seen,
                    Latest.byName(seen.snapshot().services()),
                    Troubles.of(seen.snapshot(), plan),
                    Gone.of(before.gone(), seen.vanished(), now),
                    Orchestrators.of(seen),
                    fence != null,
                    leases.host().held());
            journal.begin(seen.kept(), fence != null, seen.transitions(), now);
            Observation seenFirst = seen;
            guarded(WAITING, () -> provision.settle(seenFirst.kept(), latest.services()));
            failures.tell(seen, plan);
            boolean acted = false;
            if (fence != null) {
                milestones.note(before, latest, now);
                Leader.Outcome outcome = lead(seen, plan, fence, now);
                acted = outcome == Leader.Outcome.DECIDED;
                if (outcome == Leader.Outcome.REFUSED) {
                    // of what it has noted in these records not all was decided
                    seen = seen.with(store.read());
                }
            }
            acted |= supervisor.round(seen, leases.host(), now);
            if (leases.leader().held() && fence != null) {
                guarded(EVENTS, () -> journal.write(fence));
            }
            if (acted) {
                wake(); // what was done is seen at once
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
        desk.changed();
    }

    /** Whatever fails of the leader's part, the processes of this host are started and ended. */
    private Leader.Outcome lead(Observation seen, List<Action> plan, Registry.Fence fence, Instant now) {
        try {
            Leader.Outcome outcome = leader.round(seen, plan, fence, now);
            once.well(LEADING);
            return outcome;
        } catch (RuntimeException e) {
            failed(LEADING, e);
            return Leader.Outcome.REFUSED;
        }
    }

    private void guarded(String what, Runnable part) {
        try {
            part.run();
            once.well(what);
        } catch (RuntimeException e) {
            failed(what, e);
        }
    }

    /** Passes on that the registry is away: then all fails, and is tried again when it answers. */
    private void failed(String what, RuntimeException e) {
        if (e instanceof RegistryException registry) {
            if (registry.kind() == RegistryException.Kind.AWAY) {
                throw e;
            }
            once.warn(what, what + " failed: " + e.getMessage());
        } else {
            Log.write(Log.Level.ERROR, what + " failed", e);
        }
    }

    private String registryAway() {
        Instant since = awaySince;
        return since == null
                ? ""
                : "registry away since " + since.truncatedTo(ChronoUnit.SECONDS) + ", last known shown";
    }
}
