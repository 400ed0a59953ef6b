package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Pulse;
import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.Sighting.Probe;
import io.msagent.orchestrator.model.Sighting.Registered;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long an instance has been silent, and how often that has happened. */
final class Pulses {
    /** From this lapse on it must be well for a while before it is trusted again. */
    private static final int TOO_OFTEN = 3;

    private final Limits limits;

    Pulses(Limits limits) {
        this.limits = limits;
    }

    Pulse next(Pulse before, Sighting seen, Instant now) {
        Instant silentSince = isSilent(seen) ? silentSince(before, now) : null;
        boolean well = seen.registered() == Registered.CALLABLE && seen.probe() == Probe.ANSWERS;
        Instant wellSince = before.wellSince();
        return new Pulse(
                silentSince,
                silentSince == null ? null : now,
                well ? (wellSince == null ? now : wellSince) : null,
                before.lapses(),
                before.lapsedAt());
    }

    /** Once more it served, and does not. */
    Pulse lapsed(Pulse pulse, Instant now) {
        boolean lately = now.isBefore(pulse.lapsedAt().plus(BackOff.WINDOW));
        return new Pulse(
                pulse.silentSince(), pulse.judgedAt(), pulse.wellSince(), lately ? pulse.lapses() + 1 : 1, now);
    }

    /** From when on one that is well again may be relied on. */
    Instant trustedFrom(Pulse pulse, Instant now) {
        Instant wellSince = pulse.wellSince();
        if (pulse.lapses() < TOO_OFTEN || wellSince == null) {
            return now;
        }
        Duration pause = limits.quarantine().multipliedBy(1L << Math.min(pulse.lapses() - TOO_OFTEN, 20));
        return wellSince.plus(pause.compareTo(limits.giveUp()) < 0 ? pause : limits.giveUp());
    }

    /** So long one that beats may leave a probe unanswered: one miss says little on a busy machine. */
    Duration oneMiss() {
        return limits.quarantine().dividedBy(4);
    }

    /** Whether one that beats has been silent for so long that it may be given up, if that is its own fault. */
    boolean isDeafTooLong(Pulse pulse, Sighting seen, Instant now) {
        Instant since = pulse.silentSince();
        return seen.registered() == Registered.CALLABLE
                && seen.probe() == Probe.SILENT
                && since != null
                && !now.isBefore(since.plus(patience(seen)));
    }

    /** How long it may be silent; longer if anything else speaks for it. */
    Duration patience(Sighting seen) {
        return seen.registered() == Registered.CALLABLE || seen.probe() == Probe.UNASKED
                ? limits.quarantine().multipliedBy(3)
                : limits.quarantine();
    }

    private static boolean isSilent(Sighting seen) {
        return switch (seen.registered()) {
            case CALLABLE -> seen.probe() == Probe.SILENT;
            case CRITICAL, NO -> seen.probe() != Probe.ANSWERS;
            case MAINTENANCE -> Notes.isAbandoned(seen);
        };
    }

    /** An observer that stood still has heard nobody: a round counts for a third of the period at most. */
    private @Nullable Instant silentSince(Pulse before, Instant now) {
        Instant since = before.silentSince();
        Instant judgedAt = before.judgedAt();
        if (since == null || judgedAt == null) {
            return now;
        }
        Duration deaf =
                Duration.between(judgedAt, now).minus(limits.quarantine().dividedBy(3));
        return deaf.isNegative() ? since : since.plus(deaf);
    }
}
