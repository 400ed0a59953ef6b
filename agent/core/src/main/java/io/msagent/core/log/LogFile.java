package io.msagent.core.log;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file as the log's target. */
public final class LogFile {
    private LogFile() {}

    /**
     * Opens a file for {@link Log#configure}; makes it and its folder if they are not there.
     *
     * <p>Each line is appended at the file's end as it then is, so several processes may share a file, and it may be
     * truncated under them.
     *
     * @throws UncheckedIOException if that cannot be done; the message names the file
     */
    public static PrintStream open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new PrintStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    true,
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "log file " + file + " cannot be opened: " + e.getMessage() + " (expected: a file to append to)",
                    e);
        }
    }
}
