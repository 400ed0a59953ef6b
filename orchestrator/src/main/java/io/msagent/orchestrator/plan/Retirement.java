package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Stop;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Ends what people wish to end: at once, unless callers would find nobody then, or state would be lost. Until another serves
 * such an instance counts as one that is to be replaced.
 */
final class Retirement {
    private Retirement() {}

    /**
     * Adds the ends.
     *
     * @param failed ids of those that are about to be ended
     * @return the same, with those that end by this
     */
    static Set<String> add(ServiceState service, Set<String> failed, Instant now, List<Action> actions) {
        if (service.retiring().isEmpty()) {
            return failed;
        }
        Set<String> ending = new HashSet<>(failed);
        service.instances().stream()
                .filter(i -> service.retiring().contains(i.id())
                        && i.managed()
                        && !i.state().isOver()
                        && i.sighting().stop() == null
                        && !failed.contains(i.id()))
                .sorted(Census.AGE)
                .filter(i -> mayEnd(service, i, ending))
                .forEach(i -> {
                    ending.add(i.id());
                    Stop stop = new Stop(
                            now, false, false, "retired by hand", i.traits().stopTime());
                    actions.add(new Action.End(service.name(), i.id(), stop));
                });
        return ending;
    }

    private static boolean mayEnd(ServiceState service, InstanceState instance, Set<String> ending) {
        if (service.isInMemory() && !HandOver.hasNothing(instance)) {
            return !HandOver.isUnderWay(service, ending) && HandOver.mayEnd(service, instance, ending);
        }
        boolean irreplaceable = service.desired() == 0 || !instance.digest().equals(service.digest());
        return !instance.state().serves()
                || irreplaceable
                || service.instances().stream()
                        .anyMatch(i -> !i.id().equals(instance.id())
                                && i.serves(instance.digest())
                                && i.sighting().stop() == null
                                && !ending.contains(i.id()));
    }
}
