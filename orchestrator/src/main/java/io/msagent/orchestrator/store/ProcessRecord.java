package io.msagent.orchestrator.store;

import java.time.Instant;

/**
 * What the supervisor of an instance's host says of its process.
 *
 * @param orchestrator id of the supervisor that was about to start it, started it, or took it up
 * @param pid process id; 0 until it is known
 * @param started start of the process as the system tells it, ISO 8601; empty until it is known
 * @param served whether it has ever answered
 * @param ending how it ended; {@link Ending#NONE} while it runs
 */
public record ProcessRecord(String orchestrator, long pid, String started, boolean served, Ending ending) {

    /** About to be started: written before that. */
    public static ProcessRecord intent(String orchestrator) {
        return new ProcessRecord(orchestrator, 0, "", false, Ending.NONE);
    }

    /** The same, with the process that came of it. */
    public ProcessRecord with(long newPid, Instant newStarted) {
        return new ProcessRecord(orchestrator, newPid, newStarted.toString(), served, ending);
    }

    /** The same, which has answered. */
    public ProcessRecord thatServed() {
        return new ProcessRecord(orchestrator, pid, started, true, ending);
    }

    /** The same, which has ended. */
    public ProcessRecord with(Ending end) {
        return new ProcessRecord(orchestrator, pid, started, served, end);
    }

    /**
     * The end of a process, or that there was none.
     *
     * @param at when it was seen, ISO 8601; empty while it runs
     * @param how as {@code exit code 1}, for people
     * @param tail last lines of its output, at most {@value #MOST_TAIL} characters
     */
    public record Ending(String at, String how, String tail) {
        /** It has not ended. */
        public static final Ending NONE = new Ending("", "", "");

        /** The registry is read every second, so it keeps little. */
        public static final int MOST_TAIL = 4_096;

        /** Whether it has ended. */
        public boolean happened() {
            return !at.isEmpty();
        }
    }
}
