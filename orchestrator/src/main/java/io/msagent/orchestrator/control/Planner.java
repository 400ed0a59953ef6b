package io.msagent.orchestrator.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says what follows from a snapshot: every service with a launch has as many instances as are desired, dead ones are
 * cleared away, failed starts end, and instances of a former code go when the new ones serve. Pure: no I/O, no clock, no
 * memory.
 */
final class Planner {
    private final Limits limits;
    private final BackOff backOff;

    Planner(Limits limits) {
        this.limits = limits;
        this.backOff = new BackOff(limits);
    }

    List<Action> plan(Snapshot snapshot, Instant now) {
        List<Action> actions = new ArrayList<>();
        for (ServiceState service : snapshot.services()) {
            service.instances().stream()
                    .filter(InstanceState::managed)
                    .forEach(instance -> keepInOrder(instance, now, actions));
            if (service.digest() != null) {
                keepCount(service, service.digest(), now, actions);
            }
        }
        return actions;
    }

    private void keepInOrder(InstanceState instance, Instant now, List<Action> actions) {
        switch (instance.life()) {
            case DEAD -> clear(instance, actions);
            case UNKNOWN -> {
                if (!now.isBefore(instance.since().plus(limits.unknown()))) {
                    clear(instance, actions);
                }
            }
            case ALIVE -> {
                if (instance.stopAsked() != null) {
                    if (!now.isBefore(instance.stopAsked().plus(limits.stopGrace()))) {
                        actions.add(new Action.Kill(
                                instance.id(), true, false, "did not end within " + limits.stopGrace()));
                    }
                } else if (instance.runsOtherCode()) {
                    actions.add(new Action.Kill(
                            instance.id(),
                            false,
                            true,
                            "it runs other code (digest " + instance.runningDigest() + ") than the caller (digest "
                                    + instance.digest()
                                    + "): the program's files have changed since the caller was started; start the"
                                    + " caller again"));
                } else if (!instance.served() && !now.isBefore(instance.since().plus(limits.startTimeout()))) {
                    actions.add(new Action.Kill(
                            instance.id(),
                            true,
                            true,
                            instance.registrations().isEmpty()
                                    ? "it did not register within " + limits.startTimeout()
                                    : "it registered, but did not answer within " + limits.startTimeout()));
                }
            }
        }
    }

    private static void clear(InstanceState instance, List<Action> actions) {
        instance.registrations().forEach(r -> actions.add(new Action.Deregister(r.id())));
        actions.add(new Action.ForgetSpawn(instance.id()));
    }

    private void keepCount(ServiceState service, String digest, Instant now, List<Action> actions) {
        List<InstanceState> counted =
                service.instances().stream().filter(i -> i.countsFor(digest)).toList();
        int missing = service.desired() - counted.size();
        if (missing > 0) {
            start(service, counted, missing, now, actions);
        } else {
            end(counted, service.desired(), actions);
        }
        long serving =
                service.instances().stream().filter(i -> i.serves(digest)).count();
        if (serving >= service.desired()) {
            service.instances().stream()
                    .filter(i -> i.managed()
                            && i.life() == InstanceState.Life.ALIVE
                            && i.stopAsked() == null
                            && !i.digest().equals(digest))
                    .forEach(i -> actions.add(
                            new Action.Kill(i.id(), false, false, "instances of newer code have taken its place")));
        }
    }

    private void start(
            ServiceState service, List<InstanceState> counted, int missing, Instant now, List<Action> actions) {
        BackOff.Verdict verdict = backOff.judge(service, now);
        int starts = 0;
        if (verdict instanceof BackOff.Verdict.Go) {
            starts = missing;
        } else if (verdict instanceof BackOff.Verdict.Try
                && counted.stream().allMatch(i -> i.state() != InstanceState.State.STARTING)) {
            starts = 1;
        } else if (verdict instanceof BackOff.Verdict.GaveUp gaveUp) {
            actions.add(new Action.GiveUp(service.name(), gaveUp.until(), gaveUp.reason()));
        }
        for (int i = 0; i < starts; i++) {
            actions.add(new Action.Spawn(service.name()));
        }
    }

    /** Ends what is too many: those that do not serve yet first, then the youngest. */
    private static void end(List<InstanceState> counted, int desired, List<Action> actions) {
        List<InstanceState> ours =
                counted.stream().filter(InstanceState::managed).toList();
        ours.stream()
                .filter(i -> i.life() == InstanceState.Life.ALIVE)
                .sorted(Comparator.comparing((InstanceState i) -> i.state() == InstanceState.State.SERVING)
                        .thenComparing(InstanceState::since, Comparator.reverseOrder()))
                .limit(Math.max(0, ours.size() - desired))
                .forEach(i -> actions.add(new Action.Kill(i.id(), false, false, "more instances than desired")));
    }
}
