package io.msagent.it.kit;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** A real orchestrator with its embedded registry, on free ports, in a folder of its own. */
public final class Orchestrator implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** It asks a registry that is late for a minute itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final Process process;
    private final JsonNode ready;

    private Orchestrator(Path folder, Process process, JsonNode ready) {
        this.folder = folder;
        this.process = process;
        this.ready = ready;
    }

    /** Starts one; returns when it is ready. */
    public static Orchestrator start(Path folder, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--admin-port",
                "0",
                "--state",
                folder.resolve("state").toString(),
                "--stop-providers",
                "--ready-file",
                folder.resolve("ready.json").toString()));
        if (!List.of(more).contains("--registry-port") && !List.of(more).contains("--consul")) {
            arguments.addAll(List.of("--registry-port", "0"));
        }
        arguments.addAll(List.of(more));
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve("ready.json"));
            Process process = Program.jar(Paths.ORCHESTRATOR, arguments.toArray(String[]::new))
                    .jvm("-Dh2.bindAddress=127.0.0.1")
                    .start(folder.resolve("orchestrator.out"), folder.resolve("orchestrator.err"));
            try {
                await("orchestrator in " + folder)
                        .atMost(PATIENCE)
                        .until(() -> Files.exists(folder.resolve("ready.json")) || !process.isAlive());
            } catch (ConditionTimeoutException e) {
                process.destroyForcibly();
                throw e;
            }
            if (!process.isAlive()) {
                throw new AssertionError("orchestrator ended with " + process.exitValue() + ": "
                        + Files.readString(folder.resolve("orchestrator.err")));
            }
            return new Orchestrator(
                    folder, process, JSON.readTree(folder.resolve("ready.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The agent settings that lead a program here. */
    public String[] settings(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "registry=" + ready.get("registry").asText(),
                "token.file=" + ready.get("tokenFile").asText()));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    /** What {@code GET /ms/v1/status} answers. */
    public JsonNode status() {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(ready.get("admin").asText() + "/ms/v1/status"))
                                    .header("Authorization", "Bearer " + token())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Process ids of the instances of a service that serve. */
    public List<Long> pids(String service) {
        List<Long> pids = new ArrayList<>();
        for (JsonNode instance : status().get("instances")) {
            if (instance.get("service").asText().equals(service)
                    && instance.get("state").asText().equals("serving")) {
                pids.add(instance.get("pid").asLong());
            }
        }
        return pids;
    }

    /** The cluster token. */
    public String token() {
        try {
            return Files.readString(Path.of(ready.get("tokenFile").asText())).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Base of the registry's API. */
    public String registry() {
        return ready.get("registry").asText();
    }

    /** Base of the admin API. */
    public String admin() {
        return ready.get("admin").asText();
    }

    /** The folder it keeps its state in. */
    public Path state() {
        return folder.resolve("state");
    }

    /** The process. */
    public Process process() {
        return process;
    }

    /** Stops it, and its providers with it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                throw new AssertionError("orchestrator did not stop within 120 s of SIGTERM");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
