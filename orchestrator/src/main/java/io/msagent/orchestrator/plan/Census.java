package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Sighting.Probe;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.Standing;
import io.msagent.orchestrator.model.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The instances of a service's present code, sorted by what may be expected of them. Those that somebody took out by hand are
 * counted as lost, as are those that end.
 *
 * @param serving they take calls
 * @param starting they may do so soon, or again
 * @param quiet they may come back
 * @param leaving of all these, those that shall be replaced; the longest there first
 * @param held taken out by hand, or ending, though they shall be replaced
 * @param ending how many have been asked to end and have not yet
 */
record Census(
        List<InstanceState> serving,
        List<InstanceState> starting,
        List<InstanceState> quiet,
        List<InstanceState> leaving,
        List<InstanceState> held,
        int ending) {
    /** The order in which instances came. */
    static final Comparator<InstanceState> AGE =
            Comparator.comparing(InstanceState::intended).thenComparing(InstanceState::id);

    /**
     * Counts.
     *
     * @param failed ids of those that are about to be ended
     * @param draining whether a host gives away what it has
     * @param quarantine for a quarter of it one that has become quiet may be back in a moment, and nothing is started for it
     *     yet; for all of it one that this orchestrator has not yet seen to serve: who has just taken over knows too little
     */
    static Census of(
            ServiceState service,
            String digest,
            Set<String> failed,
            Predicate<String> draining,
            Duration quarantine,
            Instant now) {
        List<InstanceState> serving = new ArrayList<>();
        List<InstanceState> starting = new ArrayList<>();
        List<InstanceState> quiet = new ArrayList<>();
        List<InstanceState> leaving = new ArrayList<>();
        List<InstanceState> held = new ArrayList<>();
        int ending = 0;
        for (InstanceState instance : service.instances()) {
            if (instance.state().isOver() || !instance.digest().equals(digest)) {
                continue;
            }
            if (instance.sighting().stop() != null || failed.contains(instance.id())) {
                ending++;
                continue;
            }
            if (instance.state() == State.QUIESCING || instance.sighting().registered() == Registered.MAINTENANCE) {
                if (instance.managed() && leaves(service, instance, draining)) {
                    held.add(instance);
                }
                continue;
            }
            group(instance, quarantine, now, serving, starting, quiet).add(instance);
            if (instance.managed()
                    && (service.retiring().contains(instance.id()) || leaves(service, instance, draining))) {
                leaving.add(instance);
            }
        }
        leaving.sort(AGE);
        return new Census(serving, starting, quiet, leaving, held, ending);
    }

    /** How many serve or may do so soon. */
    int live() {
        return serving.size() + starting.size();
    }

    /** How many serve or may do so. */
    int present() {
        return live() + quiet.size();
    }

    private static List<InstanceState> group(
            InstanceState instance,
            Duration quarantine,
            Instant now,
            List<InstanceState> serving,
            List<InstanceState> starting,
            List<InstanceState> quiet) {
        if (instance.state().serves()) {
            return serving;
        }
        Standing standing = instance.standing();
        Duration patience = standing.verified() ? quarantine.dividedBy(4) : quarantine;
        return isQuiet(instance) && !now.isBefore(standing.since().plus(patience)) ? quiet : starting;
    }

    /** Whether it is quarantined, but by nobody's hand, and not only because this orchestrator does not know it yet. */
    static boolean isQuiet(InstanceState instance) {
        boolean isNew = instance.sighting().registered() == Registered.CALLABLE
                && instance.sighting().probe() == Probe.UNASKED;
        return instance.state() == State.QUARANTINED
                && instance.sighting().registered() != Registered.MAINTENANCE
                && !isNew;
    }

    private static boolean leaves(ServiceState service, InstanceState instance, Predicate<String> draining) {
        Instant before = service.restartBefore();
        return (before != null && instance.intended().isBefore(before)) || draining.test(instance.host());
    }
}
