package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Pulse;
import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.Sighting.Life;
import io.msagent.orchestrator.model.Sighting.Probe;
import io.msagent.orchestrator.model.Sighting.Registered;
import io.msagent.orchestrator.model.Standing;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.model.Stop;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of an instance: from where it stood and what is seen of it now follows where it stands. It is to be asked
 * every round, about every second. Pure; safe for use by any thread.
 */
public final class Lifecycle {
    /** So long one stays congested at least: a queue comes and goes with every call. */
    private static final Duration CONGESTED_AT_LEAST = Duration.ofSeconds(10);

    private final Limits limits;
    private final Pulses pulses;

    /** A machine with these numbers. */
    public Lifecycle(Limits limits) {
        this.limits = limits;
        this.pulses = new Pulses(limits);
    }

    private record Verdict(State state, String reason) {}

    /**
     * Where it stands now.
     *
     * @param before where it stood; null if it is new to the observer
     */
    public Standing next(@Nullable Standing before, Sighting seen, Instant now) {
        if (before != null && before.state().isOver()) {
            if (!isBack(seen)) {
                return before;
            }
            before = seen.managed() ? new Standing(State.QUARANTINED, "was given up", now, before.served()) : null;
        }
        Pulse pulse = pulses.next(before == null ? Pulse.STEADY : before.pulse(), seen, now);
        Verdict verdict = verdict(before, seen, pulse, now);
        Instant since = before != null && before.state() == verdict.state() ? before.since() : now;
        if (before != null
                && before.state().serves()
                && verdict.state() == State.QUARANTINED
                && seen.registered() != Registered.MAINTENANCE
                && seen.registered() != Registered.NO) { // which is the registry's lapse
            pulse = pulses.lapsed(pulse, now);
        }
        return new Standing(
                verdict.state(),
                verdict.reason(),
                since,
                verdict.state().serves() || (before != null && before.served()),
                verdict.state().serves() || (before != null && before.verified()),
                pulse);
    }

    /** Why it came from one state into another, for people; never empty. */
    public static String cause(@Nullable Standing before, Standing after) {
        if (!after.reason().isEmpty()) {
            return after.reason();
        }
        if (after.state() != State.SERVING) {
            return "its start was decided";
        }
        return before == null || !before.served()
                ? "registered, and answers"
                : switch (before.state()) {
                    case CONGESTED -> "has workers for all its calls again";
                    case QUIESCING -> "released";
                    default -> "beats and answers again";
                };
    }

    /**
     * Whether one that was given up is to be judged anew: somebody's own process that has registered again, or one that an
     * orchestrator started and that gives a sign of life. Only what is recorded for all orchestrators is final, or a process
     * that has ended: what this one did not hear of for a while, others may have.
     */
    private static boolean isBack(Sighting seen) {
        boolean beats = seen.registered() == Registered.CALLABLE;
        boolean answers = seen.probe() == Probe.ANSWERS;
        return seen.managed() ? !isFinal(seen) && (beats || answers) : beats && answers;
    }

    /** Whether its end is no private opinion of the observer. */
    public static boolean isFinal(Sighting seen) {
        return seen.life() == Life.DEAD || !seen.ending().isEmpty() || seen.stop() != null;
    }

    private Verdict verdict(@Nullable Standing before, Sighting seen, Pulse pulse, Instant now) {
        if (seen.life() == Life.DEAD || !seen.ending().isEmpty()) {
            return ended(before, seen);
        }
        Stop stop = seen.stop();
        if (stop != null) {
            return stopping(stop, seen, now);
        }
        if (!seen.managed() && seen.registered() == Registered.NO) {
            return new Verdict(State.RETIRED, "it has left the registry");
        }
        if (seen.registered() == Registered.MAINTENANCE && !Notes.isAbandoned(seen)) {
            return Notes.isQuiescing(seen)
                    ? new Verdict(State.QUIESCING, Notes.reason(seen))
                    : new Verdict(State.QUARANTINED, Notes.reason(seen));
        }
        boolean starts = before == null ? seen.registered() == Registered.NO : before.state() == State.STARTING;
        return seen.managed() && starts ? starting(seen, now) : running(before, seen, pulse, now);
    }

    private static Verdict ended(@Nullable Standing before, Sighting seen) {
        Stop stop = seen.stop();
        if (stop != null) {
            return new Verdict(stop.failed() ? State.DEAD : State.RETIRED, stop.reason());
        }
        String how = seen.ending().isEmpty() ? "nobody knows how" : seen.ending();
        return new Verdict(
                State.DEAD, (before != null && before.served() ? "ended: " : "ended during its start: ") + how);
    }

    private Verdict stopping(Stop stop, Sighting seen, Instant now) {
        Instant lost = stop.at().plus(limits.patience(stop.patience())).plus(limits.unknown());
        boolean gone = seen.life() == Life.UNKNOWN
                && seen.probe() != Probe.ANSWERS
                && seen.registered() != Registered.CALLABLE
                && !now.isBefore(lost);
        if (stop.failed() && (stop.force() || gone)) {
            return new Verdict(State.DEAD, stop.reason());
        }
        return new Verdict(gone ? State.RETIRED : State.QUIESCING, stop.reason());
    }

    private Verdict starting(Sighting seen, Instant now) {
        if (seen.registered() == Registered.NO) {
            return seen.life() == Life.UNKNOWN && !now.isBefore(seen.spawned().plus(limits.unknown()))
                    ? new Verdict(State.DEAD, "no process of it was started within " + Words.seconds(limits.unknown()))
                    : new Verdict(State.STARTING, "");
        }
        if (seen.registered() == Registered.CALLABLE && seen.probe() == Probe.ANSWERS) {
            return seen.congested() ? congested() : new Verdict(State.SERVING, "");
        }
        return new Verdict(
                State.STARTING,
                seen.registered() == Registered.CRITICAL
                        ? "registered, has not beaten yet"
                        : "registered, not yet verified");
    }

    private Verdict running(@Nullable Standing before, Sighting seen, Pulse pulse, Instant now) {
        Instant silentSince = pulse.silentSince();
        if (silentSince != null) {
            return silent(before, seen, silentSince, now);
        }
        if (seen.registered() != Registered.CALLABLE) {
            return new Verdict(
                    State.QUARANTINED,
                    seen.registered() == Registered.NO
                            ? "answers, but is not in the registry"
                            : "answers, but its beats do not reach the registry");
        }
        if (seen.probe() == Probe.UNASKED) {
            return before != null && before.state().serves()
                    ? new Verdict(before.state(), before.reason())
                    : new Verdict(State.QUARANTINED, "registered, not yet verified");
        }
        Instant trusted = pulses.trustedFrom(pulse, now);
        if (now.isBefore(trusted) && before != null && before.state() == State.QUARANTINED) {
            return new Verdict(
                    State.QUARANTINED,
                    "came and went " + pulse.lapses() + " times; serves again if it is well until "
                            + Words.time(trusted));
        }
        boolean still = before != null
                && before.state() == State.CONGESTED
                && now.isBefore(before.since().plus(CONGESTED_AT_LEAST));
        return seen.congested() || still ? congested() : new Verdict(State.SERVING, "");
    }

    private Verdict silent(@Nullable Standing before, Sighting seen, Instant since, Instant now) {
        boolean beats = seen.registered() == Registered.CALLABLE;
        if (beats && before != null && before.state().serves() && now.isBefore(since.plus(pulses.oneMiss()))) {
            return new Verdict(before.state(), before.reason());
        }
        boolean asked = seen.probe() == Probe.SILENT;
        Duration patience = pulses.patience(seen);
        // one that beats may only be out of this observer's hearing: the planner knows what else is heard
        boolean mayGiveUp = !beats && (asked || (seen.managed() && seen.registered() == Registered.NO));
        if (mayGiveUp && !now.isBefore(since.plus(patience))) {
            return new Verdict(State.DEAD, "has neither beaten nor answered for " + Words.seconds(patience));
        }
        String until = Notes.isBelieved(seen) && (mayGiveUp || !beats)
                ? "; probed until " + Words.time(since.plus(patience))
                : "";
        return new Verdict(State.QUARANTINED, Notes.silence(seen) + until);
    }

    private static Verdict congested() {
        return new Verdict(State.CONGESTED, "has more calls than workers");
    }
}
