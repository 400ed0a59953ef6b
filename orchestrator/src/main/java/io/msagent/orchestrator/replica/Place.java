package io.msagent.orchestrator.replica;

import org.jspecify.annotations.Nullable;

/**
 * An orchestrator's place among those of its host.
 *
 * @param host name of the machine; null: as the system says
 * @param slot its slot in the state folder, from 1
 * @param count how many slots of the folder are to be filled
 * @param byPeer whether another orchestrator started it
 * @param launcher starts the others; null: they are not started
 */
public record Place(
        @Nullable String host,
        int slot,
        int count,
        boolean byPeer,
        @Nullable Launcher launcher) {
    /** The only one. */
    public static final Place ALONE = new Place(null, 1, 1, false, null);
}
