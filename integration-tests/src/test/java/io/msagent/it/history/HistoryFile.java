package io.msagent.it.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Histories as files: an operation a line, each a JSON object. A last line that is not complete does not count. */
public final class HistoryFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HistoryFile() {}

    /** What is in a file. */
    public static List<Operation> read(Path file) {
        try {
            String text = Files.readString(file);
            List<Operation> operations = new ArrayList<>();
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                operations.add(JSON.readValue(line, Operation.class));
            }
            return operations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes all of them, and what led to them in the name: the seed. */
    public static Path keep(Path folder, String name, long seed, List<Operation> operations) {
        try {
            Files.createDirectories(folder);
            StringBuilder lines = new StringBuilder();
            for (Operation operation : operations) {
                lines.append(JSON.writeValueAsString(operation)).append('\n');
            }
            Path file = folder.resolve(name + "-seed-" + seed + ".jsonl");
            return Files.write(file, lines.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
