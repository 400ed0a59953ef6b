package io.msagent.core.compare;

import io.msagent.core.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** A file with a line for each difference: of each kind and method the first one, as an example. Thread-safe. */
public final class Findings {
    private final Path file;
    private final Set<String> known = new HashSet<>();

    /** @param file is made with the first finding; lines are added to one that is there */
    public Findings(Path file) {
        this.file = file;
    }

    /**
     * Notes a difference.
     *
     * @param method where it was found
     * @param what what differs; a second finding of the same method and the same words is passed over
     * @param example where and with which values
     * @param advice what to do about it
     */
    synchronized void add(String method, String what, String example, String advice) {
        if (!known.add(method + what)) {
            return;
        }
        String line = (method + ": " + what + (example.isEmpty() ? "" : " (" + example + ")") + "; " + advice)
                .replaceAll("\\R", " ");
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            Log.warn("loopback.compare: " + file + ": " + e + " (expected: a file that can be written); " + line);
        }
    }
}
