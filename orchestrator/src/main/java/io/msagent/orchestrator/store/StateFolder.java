package io.msagent.orchestrator.store;

import io.msagent.core.log.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The orchestrator's folder, readable by its owner alone, used by one orchestrator at a time: the lock is the operating
 * system's, so a killed orchestrator leaves none behind.
 */
public final class StateFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final String INFO = "orchestrator.json";

    private final Path folder;
    private final FileChannel channel;

    private StateFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Makes the folder if need be and takes it.
     *
     * @throws IOException if it cannot be used, or another orchestrator uses it; the message is for the user
     */
    public static StateFolder take(Path folder) throws IOException {
        try {
            return makeAndLock(folder);
        } catch (FileSystemException e) {
            String why = Objects.requireNonNullElse(
                    e.getReason(), e.getClass().getSimpleName().replace("Exception", ""));
            throw new IOException(
                    "state folder " + folder + ": cannot be used: " + why
                            + " (expected: a folder that you may write to; choose another with --state)",
                    e);
        }
    }

    private static StateFolder makeAndLock(Path folder) throws IOException {
        makePrivate(folder);
        FileChannel channel = FileChannel.open(
                folder.resolve("orchestrator.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            String who = info(folder)
                    .map(i -> " (pid " + i.pid() + ", admin " + i.admin() + ")")
                    .orElse("");
            throw new IOException("state folder " + folder + ": used by another orchestrator" + who
                    + " (expected: one orchestrator a folder; stop that one, or choose another folder with --state)");
        }
        return new StateFolder(folder, channel);
    }

    /** What the orchestrator that uses this folder last said of itself. */
    public static Optional<OrchestratorInfo> info(Path folder) {
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(folder.resolve(INFO)), OrchestratorInfo.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("state folder " + folder + ": " + INFO + " cannot be read", e);
        }
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    /** A folder below it, made if need be. */
    public Path folder(String name) throws IOException {
        Path below = folder.resolve(name);
        makePrivate(below);
        return below;
    }

    /** Says where this orchestrator is. */
    public void publish(OrchestratorInfo info) throws IOException {
        write(folder.resolve(INFO), info);
    }

    /** Writes the description as a whole or not at all. */
    public static void write(Path file, OrchestratorInfo info) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path aside = absolute.resolveSibling(
                absolute.getFileName() + "." + ProcessHandle.current().pid());
        Files.write(aside, Json.MAPPER.writeValueAsBytes(info));
        Files.move(aside, absolute, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes back what {@link #publish} said, and gives the folder free. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(INFO));
            channel.close();
        } catch (IOException e) {
            Log.write(Log.Level.WARN, "state folder " + folder + " could not be given free", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
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
