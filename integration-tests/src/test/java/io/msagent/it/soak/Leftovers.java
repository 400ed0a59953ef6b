package io.msagent.it.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Processes that should have ended. */
final class Leftovers {
    private Leftovers() {}

    /** Processes whose command line names this soak's folder. */
    static List<String> of(Path folder) throws IOException {
        List<String> orphans = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.toList()) {
                Path line = process.resolve("cmdline");
                if (process.getFileName().toString().matches("\\d+") && Files.isReadable(line)) {
                    try {
                        String command = Files.readString(line);
                        if (command.contains(folder.toString())) {
                            orphans.add(process.getFileName() + " " + command.replace('\0', ' '));
                        }
                    } catch (IOException e) {
                        // it has ended
                    }
                }
            }
        }
        return orphans;
    }
}
