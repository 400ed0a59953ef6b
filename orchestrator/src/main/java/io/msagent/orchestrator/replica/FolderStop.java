package io.msagent.orchestrator.replica;

import io.msagent.core.log.Log;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends all orchestrators of a state folder; one of them sees to it, and is the last. */
public final class FolderStop {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 50;

    private FolderStop() {}

    /** Whether the orchestrators of that folder are being ended now. */
    public static boolean isUnderWay(StateFolder state) {
        return StopMark.read(state.path())
                .filter(mark -> mark.isSeenTo() || hasOthers(state))
                .isPresent();
    }

    /**
     * Ends the others; returns when they have ended.
     *
     * @param leave whether the providers go on
     * @return false if another orchestrator sees to all of it: this one has to end only itself
     */
    public static boolean endOthers(StateFolder state, boolean leave) {
        try {
            if (!StopMark.mine(leave).set(state.path())) {
                return false;
            }
        } catch (IOException e) {
            Log.write(
                    Log.Level.WARN,
                    "state folder " + state.path() + ": the other orchestrators cannot be told to stop",
                    e);
            return true;
        }
        try {
            if (!haveEnded(state)) {
                kill(state);
                boolean unused = haveEnded(state);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    /** All of it is done: the folder may be used again. */
    public static void done(Path folder) {
        StopMark.remove(folder);
    }

    /** Whether other orchestrators use the folder now. */
    public static boolean hasOthers(StateFolder state) {
        return !others(state).isEmpty();
    }

    private static boolean haveEnded(StateFolder state) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!others(state).isEmpty()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }

    private static void kill(StateFolder state) {
        for (int slot : others(state)) {
            StateFolder.info(state.path(), slot)
                    .flatMap(OrchestratorInfo::process)
                    .ifPresent(process -> {
                        Log.error("orchestrator in slot " + slot + " (pid " + process.pid() + ") did not end within "
                                + PATIENCE.toSeconds() + " s: killed");
                        process.destroyForcibly();
                    });
        }
    }

    /** Slots of the folder that others have now. */
    private static List<Integer> others(StateFolder state) {
        return StateFolder.slots(state.path()).stream()
                .filter(slot -> slot != state.slot() && StateFolder.isTaken(state.path(), slot))
                .toList();
    }
}
