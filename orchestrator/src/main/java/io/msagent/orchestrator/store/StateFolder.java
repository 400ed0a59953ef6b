package io.msagent.orchestrator.store;

import io.msagent.core.log.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of a host's orchestrators, readable by its owner alone, and one of its slots: each orchestrator that uses the
 * folder has one of its own. A slot's lock is the operating system's, so a killed orchestrator leaves none behind.
 */
public final class StateFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final String REPLICAS = "replicas";
    private static final String LOCK = "orchestrator.lock";
    private static final String INFO = "orchestrator.json";

    private final Path folder;
    private final int slot;
    private final FileLocks.Held lock;

    private StateFolder(Path folder, int slot, FileLocks.Held lock) {
        this.folder = folder;
        this.slot = slot;
        this.lock = lock;
    }

    /**
     * Makes the folder if need be and takes a slot in it.
     *
     * @param slot from 1
     * @throws SlotTakenException if another orchestrator has that slot
     * @throws IOException if it cannot be used; the message is for the user
     */
    public static StateFolder take(Path folder, int slot) throws IOException, InterruptedException {
        try {
            makePrivate(folder);
            FileLocks.Held lock = FileLocks.takePatiently(makeSlot(folder, slot).resolve(LOCK))
                    .orElseThrow(() -> new SlotTakenException(taken(folder, slot)));
            return new StateFolder(folder, slot, lock);
        } catch (FileSystemException e) {
            String why = Objects.requireNonNullElse(
                    e.getReason(), e.getClass().getSimpleName().replace("Exception", ""));
            throw new IOException(
                    "state folder " + folder + ": cannot be used: " + why
                            + " (expected: a folder that you may write to; choose another with --state)",
                    e);
        }
    }

    private static String taken(Path folder, int slot) {
        String who = info(folder, slot)
                .map(i -> " (pid " + i.pid() + ", admin " + i.admin() + ")")
                .orElse("");
        return "state folder " + folder + ": used by another orchestrator" + who
                + " (expected: a folder of its own; stop that one, choose another folder with --state, or have several"
                + " in one with --replicas)";
    }

    /** Whether an orchestrator has that slot; to be asked of other slots than one's own only. */
    public static boolean isTaken(Path folder, int slot) {
        Path file = slotFolder(folder, slot).resolve(LOCK);
        return Files.exists(file) && FileLocks.isHeldElsewhere(file);
    }

    /** The slots that there have ever been, in order. */
    public static List<Integer> slots(Path folder) {
        try (Stream<Path> all = Files.list(folder.resolve(REPLICAS))) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,3}"))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("state folder " + folder + " cannot be read", e);
        }
    }

    /** What those who use this folder last said of themselves, by slot; a killed one's word stays. */
    public static List<OrchestratorInfo> infos(Path folder) {
        return slots(folder).stream().flatMap(k -> info(folder, k).stream()).toList();
    }

    /** One that uses this folder and lives, or else what the last one said of itself. */
    public static Optional<OrchestratorInfo> info(Path folder) {
        List<OrchestratorInfo> all = infos(folder);
        return all.stream()
                .filter(OrchestratorInfo::lives)
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** What the one in that slot last said of itself. */
    public static Optional<OrchestratorInfo> info(Path folder, int slot) {
        Path file = slotFolder(folder, slot).resolve(INFO);
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), OrchestratorInfo.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Folder of a slot. */
    public static Path slotFolder(Path folder, int slot) {
        return folder.resolve(REPLICAS).resolve(Integer.toString(slot));
    }

    /** Folder of a slot, made if need be. */
    public static Path makeSlot(Path folder, int slot) throws IOException {
        makePrivate(folder.resolve(REPLICAS));
        makePrivate(slotFolder(folder, slot));
        return slotFolder(folder, slot);
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    /** This orchestrator's slot, from 1. */
    public int slot() {
        return slot;
    }

    /** A folder below it, made if need be. */
    public Path folder(String name) throws IOException {
        Path below = folder.resolve(name);
        makePrivate(below);
        return below;
    }

    /** Says where this orchestrator is. */
    public void publish(OrchestratorInfo info) throws IOException {
        write(slotFolder(folder, slot).resolve(INFO), info);
    }

    /** Writes the description as a whole or not at all. */
    public static void write(Path file, OrchestratorInfo info) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path aside = absolute.resolveSibling(
                absolute.getFileName() + "." + ProcessHandle.current().pid());
        Files.write(aside, Json.MAPPER.writeValueAsBytes(info));
        Files.move(aside, absolute, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes back what {@link #publish} said, and gives the slot free. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(slotFolder(folder, slot).resolve(INFO));
            lock.close();
        } catch (IOException e) {
            Log.write(Log.Level.WARN, "state folder " + folder + " could not be given free", e);
        }
    }

    /** Another orchestrator has the slot. */
    public static final class SlotTakenException extends IOException {
        private static final long serialVersionUID = 1L;

        SlotTakenException(String message) {
            super(message);
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(folder))) {
            throw new IOException("state folder " + folder + ": permissions "
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
                    + " (expected: rwx------; run: chmod 700 " + folder + ")");
        }
    }
}
