package io.msagent.orchestrator.spawn;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts providers. A spawned provider outlives the spawner; the next one takes it up again. Implementations are safe for
 * use by any thread.
 */
public interface Spawner extends AutoCloseable {

    /**
     * Starts a provider; does not wait until it serves.
     *
     * @throws SpawnException if it cannot be started at all; the message is for the user
     */
    Spawned spawn(SpawnRequest request) throws SpawnException;

    /** Takes up what a former spawner started; nothing if it is gone, or its pid belongs to another process by now. */
    Optional<Spawned> adopt(String id, long pid, Instant started);

    /** Takes up what a former spawner started and died before it could write the pid down. */
    Optional<Spawned> find(String id);

    /** All such, of those with these ids, by one look at the machine. */
    Map<String, Spawned> findAll(Set<String> ids);

    /** Whether it still runs. */
    boolean isAlive(Spawned spawned);

    /** How it ended, as {@code exit code 1}; empty while it runs, or if that is not known. */
    Optional<String> ending(Spawned spawned);

    /**
     * Asks it to end, or ends it.
     *
     * @param force false: as SIGTERM, so that it drains; true: at once
     */
    void kill(Spawned spawned, boolean force);

    /** Calls the listener, once, when it has ended; at once if it has already. */
    void onEnd(Spawned spawned, Runnable listener);

    /** Where its output goes, for people. */
    String log(String id);

    /** The last lines of its output, oldest first; empty if there is none. */
    List<String> tail(String id, int lines);

    /** Ids of a service's providers of which there is output, newest first. */
    List<String> logged(String service);

    /** Ends the spawner's own work; what it spawned goes on. Never throws. */
    @Override
    void close();
}
