package io.msagent.core.client;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Subscriptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** What this process knows and remembers about one service it calls. Safe for use by any thread. */
final class Service implements AutoCloseable {
    private final String name;
    private final ServiceWatch watch;
    private final Balancer balancer = new Balancer();
    private final Provisioning provisioning;
    private final AtomicBoolean warned = new AtomicBoolean();
    private final AtomicBoolean warnedForAll;

    /**
     * @param outages shared by all services of the process
     * @param grace as {@link Known#nothing}
     * @param warnedForAll shared by all services of the process: whether it has been said that there is nobody to ask
     */
    Service(
            String name,
            Subscriptions registry,
            Outages outages,
            Duration grace,
            Provision provision,
            AtomicBoolean warnedForAll) {
        this.name = name;
        this.warnedForAll = warnedForAll;
        watch = new ServiceWatch(registry, name, outages, grace);
        provisioning = new Provisioning(provision, watch);
    }

    ServiceWatch watch() {
        return watch;
    }

    Balancer balancer() {
        return balancer;
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
                    name + ": nobody serves it, so its methods run in this process (" + step.why()
                            + "). Start an orchestrator or a provider, or set fallback=none to get an exception instead.",
                    null);
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
