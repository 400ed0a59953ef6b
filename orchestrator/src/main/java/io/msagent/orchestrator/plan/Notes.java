package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.Sighting.Life;
import io.msagent.orchestrator.model.Sighting.Probe;
import io.msagent.orchestrator.model.Sighting.Registered;

/** Reads the reason that a maintenance has in the registry, and words what is seen. */
final class Notes {
    private static final String QUARANTINED = "quarantined: ";
    private static final String QUIESCING = "quiescing: ";

    private Notes() {}

    /** Whether it, or somebody for it, says that it takes no new calls but ends those that it has. */
    static boolean isQuiescing(Sighting seen) {
        return seen.note().startsWith(QUIESCING);
    }

    /** Whether it has said of itself that it ends. */
    static boolean endsByItself(Sighting seen) {
        return seen.note().startsWith(QUIESCING + "its process is stopping");
    }

    /** Whether it said that it would end, and is now silent, without a process that anybody could wait for. */
    static boolean isAbandoned(Sighting seen) {
        return isQuiescing(seen) && seen.life() == Life.UNKNOWN && seen.probe() == Probe.SILENT;
    }

    /** Why it is in maintenance. */
    static String reason(Sighting seen) {
        String note = seen.note().strip();
        if (isQuiescing(seen)) {
            return note.substring(QUIESCING.length()).strip();
        }
        if (note.startsWith(QUARANTINED)) {
            note = note.substring(QUARANTINED.length()).strip();
        }
        return note.isEmpty() ? "by hand" : "by hand: " + note;
    }

    /** Whether what its registration says is believed; if not, it is critical, and the note says why. */
    static boolean isBelieved(Sighting seen) {
        return seen.registered() != Registered.CRITICAL || seen.note().isEmpty();
    }

    /** What is missed of a silent one. */
    static String silence(Sighting seen) {
        return switch (seen.registered()) {
            case NO -> "not in the registry";
            case CALLABLE -> "does not answer";
            case CRITICAL -> isBelieved(seen) ? "no beat within its TTL" : seen.note();
            case MAINTENANCE -> "was quiescing, and does not answer";
        };
    }
}
