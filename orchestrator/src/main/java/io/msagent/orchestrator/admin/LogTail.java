package io.msagent.orchestrator.admin;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** What is added to a file that others write to, and truncate when they rotate it. For use by one thread at a time. */
final class LogTail {
    private static final int MOST_BYTES = 64 * 1024;

    private final Path file;
    private long position;

    /** Begins at the file's end. */
    LogTail(Path file) {
        this.file = file;
        this.position = file.toFile().length();
    }

    /** What has been added since the last call, at most 64 KiB at a time; empty if nothing. */
    byte[] read() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            if (length < position) {
                // it was rotated; what it has now was written since
                position = 0;
            }
            byte[] added = new byte[(int) Math.min(MOST_BYTES, length - position)];
            in.seek(position);
            in.readFully(added);
            position += added.length;
            return added;
        } catch (FileNotFoundException e) {
            return new byte[0];
        }
    }
}
