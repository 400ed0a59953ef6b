package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Says what follows from a snapshot: how many instances each service shall have, which start where, which end, and what is
 * cleared away. The same snapshot and time give the same plan, in the order in which it is to be done. Pure: no I/O, no clock,
 * no memory; safe for use by any thread. The work grows linearly with the number of instances.
 */
public final class Planner {
    private final Limits limits;
    private final Upkeep upkeep;
    private final Numbers numbers;
    private final Starts starts;

    /** A planner with these numbers. */
    public Planner(Limits limits) {
        this.limits = limits;
        this.upkeep = new Upkeep(limits);
        this.numbers = new Numbers(new Scaling(limits.scaling()));
        this.starts = new Starts(new BackOff(limits));
    }

    /** What is to be done now. */
    public List<Action> plan(Snapshot snapshot, Instant now) {
        List<Action> actions = new ArrayList<>();
        Placement placement = new Placement(limits, snapshot, now);
        Hearing hearing = new Hearing(snapshot);
        for (ServiceState service : snapshot.services()) {
            Set<String> failed = Retirement.add(service, upkeep.see(service, hearing, now, actions), now, actions);
            String digest = service.digest();
            if (digest == null) {
                strand(service, placement, actions);
                continue;
            }
            Census census = Census.of(service, digest, failed, placement::isDraining, limits.quarantine(), now);
            int desired = numbers.decide(service, census, placement, now, actions);
            if (failed.isEmpty()) {
                // else the next round starts what is missing then, by what has become of these
                starts.add(service, desired, census, placement, now, actions);
            }
            Ends.add(service, digest, desired, census, failed, now, actions);
        }
        return actions;
    }

    /** Without a launch nothing can be started elsewhere. */
    private static void strand(ServiceState service, Placement placement, List<Action> actions) {
        boolean stranded = service.instances().stream().anyMatch(i -> isOurs(i) && placement.isDraining(i.host()));
        if (stranded) {
            actions.add(new Action.Stuck(
                    service.name(),
                    "its instances cannot leave the host that is drained: it has no launch that may be used"));
        }
    }

    private static boolean isOurs(InstanceState instance) {
        return instance.managed() && !instance.state().isOver();
    }
}
