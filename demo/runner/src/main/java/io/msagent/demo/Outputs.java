package io.msagent.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what two runs printed. */
final class Outputs {
    private Outputs() {}

    /** Null if the files are the same byte for byte; else the first line that differs, from both. */
    static @Nullable String difference(Path plain, Path agent) throws IOException {
        if (Files.mismatch(plain, agent) < 0) {
            return null;
        }
        List<String> expected = Files.readAllLines(plain);
        List<String> found = Files.readAllLines(agent);
        int i = 0;
        while (i < Math.min(expected.size(), found.size()) && expected.get(i).equals(found.get(i))) {
            i++;
        }
        return "line " + (i + 1) + "\n    plain: " + line(expected, i) + "\n    agent: " + line(found, i);
    }

    private static String line(List<String> lines, int i) {
        return i < lines.size() ? lines.get(i) : "(nothing)";
    }
}
