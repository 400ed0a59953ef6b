package io.msagent.orchestrator.spawn.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How to start a process in a session of its own: {@code setsid} replaces itself by the program, so the pid is the program's. */
public final class OwnSession {
    private OwnSession() {}

    /** What to put before the command; empty where the system has no such program. */
    public static List<String> prefix() {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, "setsid"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> List.of(program.toString()))
                .orElse(List.of());
    }
}
