package io.msagent.orchestrator.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides from past deaths whether a service may be started now. Pure. */
final class BackOff {
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
        List<Death> deaths = service.deaths().stream()
                .filter(d -> d.digest().equals(service.digest()))
                .toList();
        int quick = quickInARow(deaths);
        if (quick == 0) {
            return new Verdict.Go();
        }
        Death last = deaths.get(deaths.size() - 1);
        if (service.launchSince().isAfter(last.at())) {
            return new Verdict.Try();
        }
        Instant until = last.at().plus(quick >= limits.quickDeaths() ? limits.giveUp() : pause(quick));
        if (!now.isBefore(until)) {
            return new Verdict.Try();
        }
        return quick >= limits.quickDeaths()
                ? new Verdict.GaveUp(until, quick + " starts in a row failed, the last: " + last.reason())
                : new Verdict.Wait(until);
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

    /** The first quick death is answered at once: most often somebody killed the process. */
    private Duration pause(int quick) {
        if (quick == 1) {
            return Duration.ZERO;
        }
        Duration doubled = limits.backOff().multipliedBy(1L << Math.min(quick - 2, 20));
        return doubled.compareTo(limits.backOffMax()) < 0 ? doubled : limits.backOffMax();
    }
}
