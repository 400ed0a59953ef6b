package io.msagent.orchestrator.spawn.process;

import io.msagent.core.log.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Keeps log files small by copying and truncating them: the child holds its file open to append, and goes on writing to
 * it after an orchestrator's death, so the file itself must stay. What a child writes between the end of the copy and the
 * truncation, a few microseconds, is lost.
 */
public final class LogRotation implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 1_000;
    /** Files of instances long gone; past this many the oldest go. */
    private static final int MOST_FILES = 500;

    private final Path folder;
    private final long maxBytes;
    private final int files;
    private final CountDownLatch closed = new CountDownLatch(1);

    private LogRotation(Path folder, long maxBytes, int files) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.files = files;
    }

    /** Begins with the log files in that folder; one that is larger than {@code maxBytes} becomes at most {@code files}. */
    public static LogRotation start(Path folder, long maxBytes, int files) {
        LogRotation rotation = new LogRotation(folder, maxBytes, files);
        Thread thread = new Thread(rotation::run, "ms-agent-log-rotation");
        thread.setDaemon(true);
        thread.start();
        return rotation;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> newestFirst = all.sorted(
                            Comparator.comparingLong((Path f) -> -f.toFile().lastModified()))
                    .toList();
            for (Path file : newestFirst) {
                if (file.toString().endsWith(Logs.SUFFIX) && Files.size(file) > maxBytes) {
                    rotate(file);
                }
            }
            for (Path file : newestFirst.subList(Math.min(MOST_FILES, newestFirst.size()), newestFirst.size())) {
                // the log of a quiet instance is old too, and it goes on writing to it
                String id = file.getFileName().toString().replaceFirst("\\.log(\\.\\d+)?$", "");
                if (SystemProcesses.withInstance(id).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            Log.write(Log.Level.WARN, "logs in " + folder + " cannot be rotated", e);
        }
    }

    private void rotate(Path file) throws IOException {
        for (int i = files - 1; i > 1; i--) {
            if (Files.exists(older(file, i - 1))) {
                Files.move(older(file, i - 1), older(file, i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (files > 1) {
                copy(from, older(file, 1));
            }
            from.truncate(0);
        }
    }

    private static void copy(FileChannel from, Path to) throws IOException {
        Files.deleteIfExists(to);
        Files.createFile(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            long done = 0;
            // the file may grow meanwhile: whatever is there by now goes over too
            while (done < from.size()) {
                done += from.transferTo(done, from.size() - done, out);
            }
        }
    }

    private static Path older(Path file, int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
