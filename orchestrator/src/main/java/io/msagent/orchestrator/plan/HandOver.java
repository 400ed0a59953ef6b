package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Sighting.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds back ends that would lose state. What an instance has in memory alone it gives to those that serve while it ends, so
 * of such a service one ends after the other, and none while no other serves. Those that have failed are not held back: what
 * they had is lost already.
 */
final class HandOver {
    private HandOver() {}

    /**
     * Adds those ends that may be now.
     *
     * @param ending ids of those that end for other reasons in the same plan
     */
    static void add(ServiceState service, Set<String> ending, List<Action.End> ends, List<Action> actions) {
        if (!service.isInMemory()) {
            actions.addAll(ends);
            return;
        }
        List<Action.End> later = new ArrayList<>();
        for (Action.End end : ends) {
            if (hasNothing(find(service, end.id()))) {
                actions.add(end);
            } else {
                later.add(end);
            }
        }
        if (later.isEmpty() || isUnderWay(service, ending)) {
            return;
        }
        Optional<Action.End> next = later.stream()
                .filter(end -> mayEnd(service, find(service, end.id()), ending))
                .findFirst();
        if (next.isPresent()) {
            actions.add(next.get());
        } else {
            actions.add(new Action.Stuck(
                    service.name(),
                    later.get(0).id()
                            + " has its state in memory only and stays until another serves that can take it"));
        }
    }

    /** Whether nothing is lost if it ends now, as far as the others are concerned. */
    static boolean mayEnd(ServiceState service, InstanceState instance, Set<String> ending) {
        return service.policy().max() == 0 // which somebody has said, and nobody can take it then
                || service.instances().stream()
                        .anyMatch(i -> !i.id().equals(instance.id())
                                && i.state().serves()
                                && i.sighting().stop() == null
                                && !ending.contains(i.id()));
    }

    /** Whether one is on its way out: what it gives away must not be given to one that leaves, too. */
    static boolean isUnderWay(ServiceState service, Set<String> ending) {
        return !ending.isEmpty()
                || service.instances().stream()
                        .anyMatch(i -> !i.state().isOver()
                                && (i.sighting().stop() != null || Notes.endsByItself(i.sighting())));
    }

    /** It never had the time to own anything. */
    static boolean hasNothing(InstanceState instance) {
        return instance.sighting().registered() == Registered.NO
                && !instance.standing().served();
    }

    private static InstanceState find(ServiceState service, String id) {
        return service.instances().stream()
                .filter(i -> i.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
