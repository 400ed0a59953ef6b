package io.msagent.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the shop as a child process and keeps what it prints. */
final class ShopRun {
    private final DemoFolder folder;
    private final String name;
    private final int calls;
    // so that a signal to the demo can end it
    private final AtomicReference<@Nullable Process> running;

    ShopRun(DemoFolder folder, String name, int calls, AtomicReference<@Nullable Process> running) {
        this.folder = folder;
        this.name = name;
        this.calls = calls;
        this.running = running;
    }

    /**
     * Runs it to its end.
     *
     * @param agent the agent's arguments; null for a plain run
     * @param progress told each line's number, while the program runs on
     * @return the file with its standard output
     */
    Path run(@Nullable String agent, Progress progress) throws IOException, InterruptedException, DemoException {
        List<String> arguments = new ArrayList<>();
        if (agent != null) {
            arguments.add("-javaagent:" + folder.agentJar() + "=" + agent);
        }
        arguments.addAll(List.of("-jar", folder.shopJar().toString(), "--calls", Integer.toString(calls)));
        Path output = folder.log(name + ".out");
        Process process = new ProcessBuilder(DemoFolder.java(arguments.toArray(String[]::new)))
                .redirectError(folder.log(name + ".err").toFile())
                .start();
        running.set(process);
        try (var lines = process.inputReader();
                BufferedWriter file = Files.newBufferedWriter(output)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.write(line);
                file.write('\n');
                number++;
                progress.printed(number);
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new DemoException("shop (" + name + "): ended with status " + status + " (expected: 0)\n    "
                        + folder.tail(name + ".err", 20));
            }
        } finally {
            process.destroyForcibly();
            running.set(null);
        }
        return output;
    }

    /** Hears of the shop's lines. */
    @FunctionalInterface
    interface Progress {
        /** The line of that number, from 1, has been printed. */
        void printed(int number) throws IOException, InterruptedException, DemoException;
    }
}
