package io.msagent.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A running orchestrator of the demo.
 *
 * @param process the process
 * @param registry base of its registry's API
 * @param admin base of its admin API
 * @param tokenFile file with the cluster token
 */
record Orchestrator(Process process, URI registry, URI admin, Path tokenFile) {
    static final String LOG = "orchestrator.log";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;

    /**
     * Starts it and waits until it is ready.
     *
     * @param outlivesTerminal whether it goes on when the terminal is closed
     */
    static Orchestrator start(DemoFolder folder, boolean outlivesTerminal)
            throws IOException, InterruptedException, DemoException {
        Path ready = folder.root().resolve("ready.json");
        List<String> command = new ArrayList<>(outlivesTerminal ? List.of("nohup") : List.of());
        command.addAll(DemoFolder.java(
                "-Dh2.bindAddress=127.0.0.1",
                "-jar",
                folder.orchestratorJar().toString(),
                "--registry-port",
                "0",
                "--admin-port",
                "0",
                "--state",
                folder.state().toString(),
                "--stop-providers",
                "--ready-file",
                ready.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(folder.log(LOG).toFile())
                .start();
        try {
            return connect(folder, process, ready);
        } catch (IOException | InterruptedException | DemoException | RuntimeException e) {
            Processes.stop(process.toHandle(), STOP);
            throw e;
        }
    }

    private static Orchestrator connect(DemoFolder folder, Process process, Path ready)
            throws IOException, InterruptedException, DemoException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!Files.exists(ready)) {
            if (!process.isAlive()) {
                throw new DemoException("orchestrator: ended at its start with status " + process.exitValue() + "\n    "
                        + folder.tail(LOG, 20));
            }
            if (System.nanoTime() > deadline) {
                throw new DemoException(
                        "orchestrator: not ready after " + START.toSeconds() + " s\n    " + folder.tail(LOG, 20));
            }
            Thread.sleep(POLL_MILLIS);
        }
        JsonNode where = new ObjectMapper().readTree(ready.toFile());
        return new Orchestrator(
                process,
                URI.create(where.required("registry").asText()),
                URI.create(where.required("admin").asText()),
                Path.of(where.required("tokenFile").asText()));
    }

    /** Asks it to end, with its providers, and kills it if it does not. */
    void stop() {
        Processes.stop(process.toHandle(), STOP);
    }
}
