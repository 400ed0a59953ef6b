package io.msagent.orchestrator.plan;

import io.msagent.core.registry.Instance;
import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.Sighting.Life;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.model.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Keeps each instance in order, whatever others there are: dead ones are cleared away, failed ones end. */
final class Upkeep {
    /** So long one that ends by itself is left alone, if it has not said that it needs longer. */
    private static final Duration OWN_END = Duration.ofMinutes(1);

    private final Limits limits;
    private final Pulses pulses;

    Upkeep(Limits limits) {
        this.limits = limits;
        this.pulses = new Pulses(limits);
    }

    /** @return ids of those that were well until now and have failed */
    Set<String> see(ServiceState service, Hearing hearing, Instant now, List<Action> actions) {
        Set<String> failed = new HashSet<>();
        for (InstanceState instance : service.instances()) {
            int before = actions.size();
            see(instance, now, actions);
            boolean counted = !instance.state().isOver() && instance.sighting().stop() == null;
            if (counted && actions.subList(before, actions.size()).stream().anyMatch(Action.End.class::isInstance)) {
                failed.add(instance.id());
            }
        }
        if (failed.isEmpty()) {
            deaf(service, hearing, now, actions).ifPresent(failed::add);
        }
        return failed;
    }

    private void see(InstanceState instance, Instant now, List<Action> actions) {
        if (!instance.managed()) {
            if (instance.state() == State.DEAD) {
                deregister(instance, actions);
            }
        } else if (instance.state().isOver()) {
            finish(instance, now, actions);
        } else if (instance.sighting().stop() != null) {
            insist(instance, instance.sighting().stop(), now, actions);
        } else {
            judge(instance, now, actions);
        }
    }

    /** One that is over: what still lives of it is killed, then it is cleared away. */
    private void finish(InstanceState instance, Instant now, List<Action> actions) {
        Sighting seen = instance.sighting();
        Stop stop = seen.stop();
        boolean maybeLives = seen.ending().isEmpty()
                && switch (seen.life()) {
                    case ALIVE -> true;
                    case DEAD -> false;
                    case UNKNOWN -> instance.pid() != 0 || seen.registered() != Registered.NO;
                };
        if (maybeLives && (stop == null || !stop.force())) {
            end(instance, true, true, instance.standing().reason(), now, actions);
        } else if (!maybeLives
                || (seen.life() == Life.UNKNOWN
                        && stop != null
                        && !now.isBefore(stop.at().plus(lost(instance))))) {
            deregister(instance, actions);
            actions.add(new Action.Forget(instance.service(), instance.id()));
        }
    }

    /** A host that was lost may be back soon, and then says what has become of a process. */
    private Duration lost(InstanceState instance) {
        return instance.pid() == 0 ? limits.unknown() : limits.unknown().plus(limits.stopGrace());
    }

    private void insist(InstanceState instance, Stop stop, Instant now, List<Action> actions) {
        Duration patience = limits.patience(stop.patience());
        if (!stop.force() && !now.isBefore(stop.at().plus(patience))) {
            end(
                    instance,
                    true,
                    stop.failed(),
                    "did not end within " + Words.seconds(patience) + " (" + stop.reason() + ")",
                    now,
                    actions);
        }
    }

    private void judge(InstanceState instance, Instant now, List<Action> actions) {
        Sighting seen = instance.sighting();
        if (seen.otherCode() != null) {
            end(
                    instance,
                    false,
                    true,
                    "it runs other code (digest " + instance.runningDigest() + ") than the caller (digest "
                            + instance.digest()
                            + "): the program's files have changed since the caller was started; start the caller again",
                    now,
                    actions);
        } else if (instance.state() == State.STARTING
                && !now.isBefore(seen.spawned().plus(limits.startTimeout()))) {
            end(
                    instance,
                    true,
                    true,
                    (seen.registered() == Registered.NO
                                    ? "it did not register within "
                                    : "it registered, but did not answer within ")
                            + Words.seconds(limits.startTimeout()),
                    now,
                    actions);
        } else if (instance.state() == State.QUIESCING
                && Notes.endsByItself(seen)
                && !now.isBefore(instance.standing().since().plus(ownEnd(instance)))) {
            // it may hang: now its time is limited
            end(instance, false, false, "has not ended within " + Words.seconds(ownEnd(instance)), now, actions);
        } else if (instance.state().serves() && instance.registrations().size() > 1) {
            // what a former life of it has left behind
            instance.registrations().stream()
                    .filter(r -> r.status() == Instance.Status.CRITICAL)
                    .forEach(r -> actions.add(new Action.Deregister(instance.service(), r.id())));
        }
    }

    private Duration ownEnd(InstanceState instance) {
        Duration needed = limits.patience(instance.traits().stopTime());
        return needed.compareTo(OWN_END) > 0 ? needed : OWN_END;
    }

    /** One that beats and does not answer, if that is its own fault; the next one when this one is over. */
    private Optional<String> deaf(ServiceState service, Hearing hearing, Instant now, List<Action> actions) {
        Optional<InstanceState> longest = service.instances().stream()
                .filter(i -> i.managed()
                        && i.state() == State.QUARANTINED
                        && i.sighting().stop() == null)
                .filter(i -> pulses.isDeafTooLong(i.standing().pulse(), i.sighting(), now))
                .min(Comparator.comparing((InstanceState i) ->
                                Objects.requireNonNull(i.standing().pulse().silentSince()))
                        .thenComparing(Census.AGE));
        if (longest.isEmpty()) {
            return Optional.empty();
        }
        InstanceState instance = longest.get();
        if (!hearing.isItsOwnSilence(instance)) {
            actions.add(new Action.Stuck(
                    service.name(),
                    instance.id()
                            + " beats, but does not answer the orchestrator, and neither does any other there: it is"
                            + " left alone (see whether the orchestrator can reach host " + instance.host() + ")"));
            return Optional.empty();
        }
        boolean oneEnds = service.instances().stream()
                .anyMatch(i ->
                        i.sighting().stop() != null && i.sighting().ending().isEmpty());
        if (oneEnds || !hearing.takeTurn()) {
            return Optional.empty();
        }
        end(
                instance,
                true,
                true,
                "beats, but has not answered for " + Words.seconds(pulses.patience(instance.sighting())),
                now,
                actions);
        return Optional.of(instance.id());
    }

    private static void deregister(InstanceState instance, List<Action> actions) {
        instance.registrations().forEach(r -> actions.add(new Action.Deregister(instance.service(), r.id())));
    }

    private static void end(
            InstanceState instance, boolean force, boolean failed, String reason, Instant now, List<Action> actions) {
        actions.add(new Action.End(
                instance.service(),
                instance.id(),
                new Stop(now, force, failed, reason, instance.traits().stopTime())));
    }
}
