package io.msagent.orchestrator.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Locks on files, by the operating system: the kernel gives them back with the process, however it ends. They are the
 * process's, so a file that it has locked itself must not be opened by it again: closing it would give the lock back.
 */
public final class FileLocks {
    /** Who looks whether a lock is held has it for a moment. */
    private static final int GLANCES = 10;

    private static final long GLANCE_MILLIS = 50;

    private FileLocks() {}

    /** A lock that is held until it is closed. */
    public interface Held extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** Takes the lock; empty if another process, or this one, has it for longer than it takes to look at it. */
    public static Optional<Held> takePatiently(Path file) throws IOException, InterruptedException {
        for (int i = 0; i < GLANCES; i++) {
            Optional<Held> taken = take(file);
            if (taken.isPresent()) {
                return taken;
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        }
        return take(file);
    }

    /** Takes the lock; empty if another process, or this one, has it now. */
    public static Optional<Held> take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(channel::close);
    }

    /** Whether another process has the lock; one that cannot be looked at counts as held. */
    public static boolean isHeldElsewhere(Path file) {
        try {
            Optional<Held> taken = take(file);
            if (taken.isPresent()) {
                taken.get().close();
            }
            return taken.isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
