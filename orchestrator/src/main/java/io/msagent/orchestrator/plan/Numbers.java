package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.model.ServiceState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides how many instances a service shall have: bounds first, then who waits, then load. */
final class Numbers {
    private final Scaling scaling;

    Numbers(Scaling scaling) {
        this.scaling = scaling;
    }

    /** How many of a service's instances are started whatever its host has left, and replaced before it is known that they are dead. */
    static int floor(ServiceState service, int desired) {
        return Math.min(desired, Math.max(1, service.policy().min()));
    }

    /** The number from now on; an action is added if it is a new one. */
    int decide(ServiceState service, Census census, Placement placement, Instant now, List<Action> actions) {
        Policy policy = service.policy();
        int desired = service.desired();
        int bounded = bounded(service);
        if (bounded != desired) {
            actions.add(new Action.Desire(service.name(), bounded, false, "its policy is " + words(policy)));
            return bounded;
        }
        if (desired == 0 && service.demanded() && policy.max() > 0) {
            int least = Math.max(1, policy.min());
            actions.add(new Action.Desire(service.name(), least, false, "a caller waits for it"));
            return least;
        }
        Optional<Scaling.Change> change = scaling.judge(service, desired, census, now);
        if (service.isInMemory() && Scaling.isAtRest(service, census, now)) {
            actions.add(new Action.Stuck(
                    service.name(),
                    "its state is in memory only: it is never scaled to zero, however long nobody calls it"));
        }
        if (change.isEmpty()) {
            return desired;
        }
        int asked = change.get().count();
        int possible =
                asked < desired ? asked : Math.max(desired, Math.min(asked, census.present() + placement.room()));
        if (possible == desired) {
            actions.add(new Action.Stuck(
                    service.name(),
                    "its load asks for " + asked + " instances (" + change.get().reason() + "); "
                            + placement.trouble()));
            return desired;
        }
        actions.add(
                new Action.Desire(service.name(), possible, true, change.get().reason()));
        return possible;
    }

    private static int bounded(ServiceState service) {
        Policy policy = service.policy();
        boolean atRest = service.desired() == 0 && policy.idle() != null;
        int least = atRest ? 0 : Math.min(policy.min(), policy.max());
        return Math.max(least, Math.min(service.desired(), policy.max()));
    }

    private static String words(Policy policy) {
        return policy.min() == policy.max()
                ? policy.min() + " instances"
                : policy.min() + " to " + policy.max() + " instances";
    }
}
