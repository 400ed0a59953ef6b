package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Death;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.model.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides from past deaths whether a service may be started now. Two rules: starts that die at once, one after the other, and
 * instances that serve but do not live long. Pure.
 */
final class BackOff {
    /** What lies further back is forgotten; one that lived so long did not fail at its start. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    /** So many may die young within the window as if nothing were wrong, or as many as are desired, but not more than the second. */
    private static final int FEW = 8;

    private static final int MANY = 12;

    private final Limits limits;

    BackOff(Limits limits) {
        this.limits = limits;
    }

    /** What may be done now. */
    sealed interface Verdict {
        /** As many starts as are missing. */
        record Go() implements Verdict {}

        /** One start at a time, to see whether it lives. */
        record Try() implements Verdict {}

        /** No start before then. */
        record Wait(Instant until) implements Verdict {}

        /** No start before then, and who waits is told why. */
        record GaveUp(Instant until, String reason) implements Verdict {}
    }

    Verdict judge(ServiceState service, Instant now) {
        List<InstanceState> ours = service.instances().stream()
                .filter(i -> i.managed() && i.digest().equals(service.digest()))
                .toList();
        List<Death> deaths = deaths(service, ours);
        if (deaths.isEmpty()) {
            return new Verdict.Go();
        }
        Death last = deaths.get(deaths.size() - 1);
        int quick = ours.stream().anyMatch(i -> hasOutlived(last, i, now)) ? 0 : quickInARow(deaths);
        int young = (int) deaths.stream().filter(d -> isYoung(d, now)).count();
        int few = Math.max(FEW, Math.min(service.desired(), MANY));
        if (quick == 0 && young <= few) {
            return new Verdict.Go();
        }
        if (service.launchSince().isAfter(last.at())) {
            return new Verdict.Try();
        }
        boolean over = quick >= limits.quickDeaths();
        Duration pause = over ? limits.giveUp() : longer(pause(quick), pause(young - few + 1));
        Instant until = last.at().plus(pause);
        if (over && now.isBefore(until)) {
            return new Verdict.GaveUp(until, quick + " starts in a row failed, the last: " + last.reason());
        }
        // the latest start shall show first what becomes of it
        Instant shown = latestStart(ours).plus(shorter(pause, limits.quick()));
        until = until.isBefore(shown) ? shown : until;
        return now.isBefore(until) ? new Verdict.Wait(until) : new Verdict.Try();
    }

    /** Those of this code; also those that history does not know yet, and of instances that may be dead. Oldest first. */
    private static List<Death> deaths(ServiceState service, List<InstanceState> ours) {
        List<Death> known = service.history().deaths();
        Set<String> ids = known.stream().map(Death::id).collect(Collectors.toSet());
        Stream<Death> fresh = ours.stream().filter(i -> !ids.contains(i.id())).flatMap(i -> death(i).stream());
        return Stream.concat(known.stream().filter(d -> d.digest().equals(service.digest())), fresh)
                .sorted(Comparator.comparing(Death::at))
                .toList();
    }

    private static Optional<Death> death(InstanceState instance) {
        Stop stop = instance.sighting().stop();
        Instant at;
        if (stop != null && stop.failed()) {
            at = stop.at();
        } else if (instance.state() == State.DEAD || Census.isQuiet(instance)) {
            at = instance.standing().since();
        } else {
            return Optional.empty();
        }
        return Optional.of(new Death(
                instance.id(),
                instance.digest(),
                instance.host(),
                at,
                Duration.between(instance.intended(), at),
                instance.standing().served(),
                instance.standing().reason()));
    }

    /** A start after the last death has turned out well. */
    private boolean hasOutlived(Death last, InstanceState instance, Instant now) {
        return instance.state().serves()
                && instance.intended().isAfter(last.at())
                && !now.isBefore(instance.intended().plus(limits.quick()));
    }

    private static Instant latestStart(List<InstanceState> ours) {
        return ours.stream()
                .map(InstanceState::intended)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private int quickInARow(List<Death> deaths) {
        int quick = 0;
        for (int i = deaths.size() - 1; i >= 0; i--) {
            Death death = deaths.get(i);
            if (death.served() && death.lived().compareTo(limits.quick()) >= 0) {
                break;
            }
            quick++;
        }
        return quick;
    }

    private static boolean isYoung(Death death, Instant now) {
        return death.lived().compareTo(WINDOW) < 0 && death.at().plus(WINDOW).isAfter(now);
    }

    /** The first quick death is answered at once: most often somebody killed the process. */
    private Duration pause(int inARow) {
        if (inARow <= 1) {
            return Duration.ZERO;
        }
        Duration doubled = limits.backOff().multipliedBy(1L << Math.min(inARow - 2, 20));
        return doubled.compareTo(limits.backOffMax()) < 0 ? doubled : limits.backOffMax();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
