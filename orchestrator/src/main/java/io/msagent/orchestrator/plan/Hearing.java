package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.Sighting.Probe;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.Snapshot;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells an instance that does not answer from an observer that does not hear: certificates that have expired, a firewall, no
 * file descriptors left. One of these lives as long as a plan.
 */
final class Hearing {
    private final Map<String, Count> byHost = new HashMap<>();
    private final Count all = new Count();
    private boolean gaveUp;

    private static final class Count {
        int asked;
        int answer;
    }

    Hearing(Snapshot snapshot) {
        for (ServiceState service : snapshot.services()) {
            for (InstanceState instance : service.instances()) {
                Sighting seen = instance.sighting();
                boolean asked = seen.registered() == Registered.CALLABLE && seen.probe() != Probe.UNASKED;
                if (asked && !instance.state().isOver()) {
                    count(all, seen);
                    count(byHost.computeIfAbsent(instance.host(), host -> new Count()), seen);
                }
            }
        }
    }

    private static void count(Count count, Sighting seen) {
        count.asked++;
        count.answer += seen.probe() == Probe.ANSWERS ? 1 : 0;
    }

    /**
     * Whether the silence of one that beats is its own: another of its host answers; or, if it is the only one there, it was
     * reached, and others elsewhere answer if there are any.
     */
    boolean isItsOwnSilence(InstanceState instance) {
        Count here = byHost.getOrDefault(instance.host(), all);
        if (here.asked > 1) {
            return here.answer > 0;
        }
        return instance.sighting().reached() && (all.asked == 1 || all.answer > 0);
    }

    /** Whether this plan may give one up: it must not take many at a time. */
    boolean takeTurn() {
        boolean first = !gaveUp;
        gaveUp = true;
        return first;
    }
}
