package io.msagent.core.client;

import io.msagent.core.client.balance.Balancer;
import io.msagent.core.client.balance.Candidate;
import io.msagent.core.log.Log;
import io.msagent.core.metrics.Count;
import io.msagent.core.metrics.Meters;
import io.msagent.core.metrics.Metric;
import io.msagent.core.registry.Subscriptions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What this process knows and remembers about one service it calls. Safe for use by any thread. */
final class Service implements AutoCloseable {
    private final String name;
    private final ServiceWatch watch;
    private final UnderWay underWay = new UnderWay();
    private final Owners owners = new Owners();
    private final Fleet fleet;
    private final Provisioning provisioning;
    private final AsyncCalls async = new AsyncCalls();
    private final int maxInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder hedges = new LongAdder();
    private final LongAdder ejections = new LongAdder();
    private final Count countHedge;
    private final Count countEjection;
    private final AtomicBoolean warned = new AtomicBoolean();
    private final AtomicBoolean warnedForAll;

    /**
     * @param outages shared by all services of the process
     * @param meters show what it does
     * @param warnedForAll shared by all services of the process: whether it has been said that there is nobody to ask
     */
    Service(
            String name,
            Subscriptions registry,
            Outages outages,
            ClientOptions options,
            Balancer balancer,
            Provision provision,
            AtomicBoolean warnedForAll,
            Meters meters) {
        this.name = name;
        this.warnedForAll = warnedForAll;
        maxInFlight = options.maxInFlight();
        fleet = new Fleet(balancer, System::nanoTime);
        watch = new ServiceWatch(registry, name, outages, options.grace(), this::changed);
        provisioning = new Provisioning(provision, watch);
        countHedge = meters.count(Metric.CLIENT_HEDGES, name);
        countEjection = meters.count(Metric.CLIENT_EJECTIONS, name);
        meters.gauge(Metric.CLIENT_IN_FLIGHT, inFlight::get, name);
        meters.gauge(Metric.CLIENT_EJECTED, () -> fleet.ejected().size(), name);
    }

    private void changed(Known known) {
        fleet.heard(known);
        underWay.changed(known);
    }

    /** A call begins; false if too many are under way. Each that begins must {@link #leave}. */
    boolean enter() {
        if (inFlight.incrementAndGet() <= maxInFlight) {
            return true;
        }
        inFlight.decrementAndGet();
        return false;
    }

    /** A call has ended. */
    void leave() {
        inFlight.decrementAndGet();
    }

    /** The attempts that may be made again elsewhere. */
    UnderWay underWay() {
        return underWay;
    }

    Fleet fleet() {
        return fleet;
    }

    /** If it keeps state: who owns what. */
    Owners owners() {
        return owners;
    }

    /** The threads of its asynchronous calls: its own, so that a slow service does not hold up the others. */
    AsyncCalls async() {
        return async;
    }

    /** A second attempt is made beside the first. */
    void hedged() {
        hedges.increment();
        countHedge.add();
    }

    /** An instance is left alone for a while. */
    void ejected(Candidate candidate) {
        ejections.increment();
        countEjection.add();
        if (Log.isOn(Log.Level.INFO)) {
            Log.write(
                    Log.Level.INFO,
                    name + ": instance " + candidate.instance().id() + " fails and is left alone for a while",
                    null);
        }
    }

    ClientState.ServiceState state() {
        return new ClientState.ServiceState(name, inFlight.get(), hedges.sum(), ejections.sum(), fleet.ejected());
    }

    ServiceWatch watch() {
        return watch;
    }

    Provisioning provisioning() {
        return provisioning;
    }

    /** A body is about to run here because nobody serves it; says so once aloud, and once for all if all are concerned. */
    void runsHere(Step.RunHere step) {
        boolean first = warned.compareAndSet(false, true);
        boolean aloud = first && (!step.nobodyToAsk() || warnedForAll.compareAndSet(false, true));
        Log.Level level = aloud ? Log.Level.WARN : Log.Level.DEBUG;
        if (Log.isOn(level)) {
            Log.write(
                    level,
                    name + ": nobody serves it, so its methods run in this process (" + step.why() + "). "
                            + step.whatToDo() + ", or set fallback=none to get an exception instead.",
                    null);
        }
    }

    @Override
    public void close() {
        async.close();
        watch.close();
    }
}
