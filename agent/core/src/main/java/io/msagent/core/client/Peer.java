package io.msagent.core.client;

import org.jspecify.annotations.Nullable;

/**
 * The process at the other end of a connection, as far as it has said. Names the receiver of a first attempt, should that
 * have to be repeated.
 *
 * @param incarnation other digits for each life of a process
 * @param mark what its record of calls had seen; calls sent later count higher
 */
record Peer(String incarnation, long mark) {
    /** No process is called so: whoever is asked again has nothing but its record to go by. */
    static final Peer UNKNOWN = new Peer("0".repeat(32), -1);

    /** The same process, having seen more; unchanged if that is no number. */
    Peer at(@Nullable String newMark) {
        if (newMark == null) {
            return this;
        }
        try {
            long later = Long.parseLong(newMark);
            return later > mark ? new Peer(incarnation, later) : this;
        } catch (NumberFormatException e) {
            return this;
        }
    }

    /** As a repeated attempt says it. */
    String toHeader() {
        return incarnation + " " + mark;
    }
}
