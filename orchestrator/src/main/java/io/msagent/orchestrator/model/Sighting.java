package io.msagent.orchestrator.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one instance in one round: the input of the state machine.
 *
 * @param managed whether an orchestrator spawned it; else somebody started it by hand
 * @param life what its process does
 * @param registered what the registry says of it
 * @param note the reason that the registry gives, as that of a maintenance; empty if none
 * @param probe what came of asking it directly
 * @param reached whether, when it was last asked, a connection to it was made: then a missing answer is its own affair
 * @param congested whether all its workers are busy and calls wait, or nearly so
 * @param otherCode digest that it runs though it was started for another; null if it runs what it should
 * @param spawned when its wait began: its spawn, or when this orchestrator first heard of it
 * @param stop that it was asked to end; null if it was not
 * @param ending how its process ended; empty if it has not, or nobody knows
 */
public record Sighting(
        boolean managed,
        Life life,
        Registered registered,
        String note,
        Probe probe,
        boolean reached,
        boolean congested,
        @Nullable String otherCode,
        Instant spawned,
        @Nullable Stop stop,
        String ending) {

    /** What is known of a process. */
    public enum Life {
        ALIVE,
        /** Ended. */
        DEAD,
        /** Not started yet, on another host whose supervisor has said nothing, or started by hand. */
        UNKNOWN
    }

    /** What the registry says. */
    public enum Registered {
        /** Nothing. */
        NO,
        /** Passing, warning, or well by its own beat at a node that is lost. */
        CALLABLE,
        /** No beat within its TTL. */
        CRITICAL,
        /** Taken out of service on purpose. */
        MAINTENANCE
    }

    /** What came of asking it for its health. */
    public enum Probe {
        /** Not asked yet, or the answer is awaited for the first time. */
        UNASKED,
        /** The last question was answered. */
        ANSWERS,
        /** The last question was not answered. */
        SILENT
    }
}
