package io.msagent.orchestrator.replica;

import io.msagent.core.log.Log;
import io.msagent.orchestrator.spawn.process.SystemProcesses;
import io.msagent.orchestrator.store.FileLocks;
import io.msagent.orchestrator.store.Json;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The mark in a state folder that all of its orchestrators shall end, and who sees to it. That one ends last; if it dies
 * meanwhile, another takes its place.
 *
 * @param pid process of the one that sees to it
 * @param started start of that process as the system tells it, ISO 8601
 * @param leave whether the providers go on
 */
record StopMark(long pid, String started, boolean leave) {
    private static final String NAME = "stopping";

    static StopMark mine(boolean leave) {
        ProcessHandle self = ProcessHandle.current();
        return new StopMark(
                self.pid(), self.info().startInstant().map(Instant::toString).orElse(""), leave);
    }

    /** The mark, if there is one. */
    static Optional<StopMark> read(Path folder) {
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(folder.resolve(NAME)), StopMark.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            Log.write(Log.Level.WARN, "state folder " + folder + ": " + NAME + " cannot be read", e);
            return Optional.empty();
        }
    }

    /** Sets it; false if a living one has set it already, and sees to it. */
    boolean set(Path folder) throws IOException {
        Path aside = folder.resolve(NAME + "." + pid);
        Files.write(aside, Json.MAPPER.writeValueAsBytes(this));
        try {
            while (true) {
                try {
                    Files.createLink(folder.resolve(NAME), aside); // as a whole, and only if there is none
                    return true;
                } catch (FileAlreadyExistsException e) {
                    Optional<StopMark> there = read(folder);
                    if (there.isPresent() && there.get().isSeenTo()) {
                        return there.get().equals(this);
                    }
                    removeDead(folder);
                }
            }
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** One at a time, and only what is seen to by nobody still: another may have set its own meanwhile. */
    private static void removeDead(Path folder) throws IOException {
        Optional<FileLocks.Held> lock = FileLocks.take(folder.resolve(NAME + ".lock"));
        if (lock.isEmpty()) {
            Thread.onSpinWait(); // who has it is about to be done
            return;
        }
        try {
            // what was not there before it is read is not deleted
            boolean there = Files.exists(folder.resolve(NAME));
            if (there && read(folder).filter(StopMark::isSeenTo).isEmpty()) {
                Files.deleteIfExists(folder.resolve(NAME));
            }
        } finally {
            lock.get().close();
        }
    }

    /** Whether the one that set it still runs. */
    boolean isSeenTo() {
        try {
            return SystemProcesses.running(pid, Instant.parse(started)).isPresent();
        } catch (DateTimeException e) {
            return ProcessHandle.of(pid).isPresent();
        }
    }

    static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException e) {
            Log.write(Log.Level.WARN, "state folder " + folder + ": " + NAME + " cannot be removed", e);
        }
    }
}
