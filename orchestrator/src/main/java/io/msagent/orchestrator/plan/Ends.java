package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.model.Stop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ends what is too many, what shall be replaced and what runs former code; only instances that an orchestrator started. */
final class Ends {
    private Ends() {}

    static void add(
            ServiceState service,
            String digest,
            int desired,
            Census census,
            Set<String> failed,
            Instant now,
            List<Action> actions) {
        List<Action.End> ends = new ArrayList<>();
        int spare = desired > 0 && !census.leaving().isEmpty() ? 1 : 0;
        if (!surplus(desired + spare, census, now, ends) && census.ending() == 0) {
            replaced(desired, census).ifPresent(i -> ends.add(end(i, reason(service, i), now)));
        }
        Instant before = service.restartBefore();
        if (before != null
                && census.ending() == 0
                && Stream.concat(census.leaving().stream(), census.held().stream())
                        .noneMatch(i -> i.intended().isBefore(before))) {
            actions.add(new Action.Restarted(service.name()));
        }
        census.held().stream()
                .filter(i -> !Notes.endsByItself(i.sighting()))
                .min(Census.AGE)
                .ifPresent(i -> actions.add(new Action.Stuck(
                        service.name(),
                        i.id() + " on " + i.host()
                                + " shall be replaced, but was taken out by hand and stays until it is"
                                + " released or retired")));
        if (census.serving().size() >= desired) {
            service.instances().stream()
                    .filter(i -> i.managed()
                            && !i.state().isOver()
                            && i.sighting().stop() == null
                            && i.sighting().registered() != Registered.MAINTENANCE
                            && !failed.contains(i.id())
                            && !i.digest().equals(digest))
                    .sorted(Census.AGE)
                    .forEach(i -> ends.add(end(i, "instances of newer code have taken its place", now)));
        }
        HandOver.add(service, failed, ends, actions);
    }

    /** Those that do not serve yet go first, then those that shall be replaced, then the youngest. The quarantined are left alone. */
    private static boolean surplus(int target, Census census, Instant now, List<Action.End> ends) {
        // one that is not known yet neither counts nor goes
        List<InstanceState> ours = Stream.concat(census.starting().stream(), census.serving().stream())
                .filter(i -> i.managed() && i.state() != State.QUARANTINED)
                .toList();
        if (ours.size() <= target) {
            return false;
        }
        Set<String> leaving = census.leaving().stream().map(InstanceState::id).collect(Collectors.toSet());
        List<InstanceState> ended = ours.stream()
                .sorted(Comparator.comparing((InstanceState i) -> i.state().serves())
                        .thenComparing(i -> !leaving.contains(i.id()))
                        .thenComparing(Census.AGE.reversed()))
                .limit(ours.size() - target)
                .toList();
        ended.forEach(i -> ends.add(end(i, "more instances than desired", now)));
        return true;
    }

    /** One that may go now, because as many as are desired serve without it. */
    private static Optional<InstanceState> replaced(int desired, Census census) {
        int serving = census.serving().size();
        return census.leaving().stream()
                .filter(i -> serving >= (i.state().serves() ? desired + 1 : desired))
                .min(Comparator.comparing((InstanceState i) -> i.state().serves())
                        .thenComparing(Census.AGE));
    }

    private static String reason(ServiceState service, InstanceState instance) {
        Instant before = service.restartBefore();
        return before != null && instance.intended().isBefore(before)
                ? "restarted: another has taken its place"
                : instance.host() + " is drained: another has taken its place elsewhere";
    }

    private static Action.End end(InstanceState instance, String reason, Instant now) {
        return new Action.End(
                instance.service(),
                instance.id(),
                new Stop(now, false, false, reason, instance.traits().stopTime()));
    }
}
