package io.msagent.orchestrator.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A provider that ended although nobody asked it to, or that could not be started.
 *
 * @param id the instance's id
 * @param service what it served
 * @param digest digest of the code it was started for
 * @param pid process id; 0 if it never had one
 * @param at when it was seen to be dead
 * @param lived how long it ran
 * @param served whether it ever answered
 * @param reason why, for people
 * @param tail the last lines of its output
 */
record Death(
        String id,
        String service,
        String digest,
        long pid,
        Instant at,
        Duration lived,
        boolean served,
        String reason,
        List<String> tail) {
    Death {
        tail = List.copyOf(tail);
    }

    /** Reason and output, for who waits for this instance. */
    String report() {
        return reason + output();
    }

    /** The output, to follow a reason. */
    String output() {
        return tail.isEmpty()
                ? "; it wrote nothing"
                : "; the last " + tail.size() + " lines of its output:\n" + String.join("\n", tail);
    }
}
