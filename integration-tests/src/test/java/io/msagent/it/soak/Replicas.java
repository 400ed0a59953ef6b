package io.msagent.it.soak;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.it.kit.Admin;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Orchestrators that share a state folder and start one another again. */
final class Replicas implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final int size;
    private final Path tokenFile;
    private final URI registry;

    Replicas(Path folder, int size) throws IOException {
        this.folder = folder;
        this.size = size;
        Files.createDirectories(folder);
        Path ready = folder.resolve("ready.json");
        Process first = Program.jar(
                        Paths.ORCHESTRATOR,
                        "--replicas",
                        Integer.toString(size),
                        "--admin-port",
                        "0",
                        "--registry-port",
                        "0",
                        "--stop-providers",
                        "--state",
                        state().toString(),
                        "--ready-file",
                        ready.toString())
                .start(folder.resolve("orchestrator.out"), folder.resolve("orchestrator.err"));
        await("the first orchestrator; see " + folder)
                .atMost(PATIENCE)
                .until(() -> Files.exists(ready) || !first.isAlive());
        JsonNode info = JSON.readTree(ready.toFile());
        tokenFile = Path.of(info.get("tokenFile").asText());
        registry = URI.create(info.get("registry").asText());
        await("all orchestrators; see " + folder).atMost(PATIENCE).until(this::complete);
    }

    private Path state() {
        return folder.resolve("state");
    }

    Path tokenFile() {
        return tokenFile;
    }

    URI registry() {
        return registry;
    }

    private Map<String, JsonNode> infos() {
        Map<String, JsonNode> infos = new TreeMap<>();
        try (Stream<Path> slots = Files.list(state().resolve("replicas"))) {
            for (Path slot : slots.toList()) {
                Path file = slot.resolve("orchestrator.json");
                if (Files.exists(file)) {
                    JsonNode info = JSON.readTree(file.toFile());
                    if (ProcessHandle.of(info.path("pid").asLong())
                            .filter(ProcessHandle::isAlive)
                            .isPresent()) {
                        infos.put(slot.getFileName().toString(), info);
                    }
                }
            }
        } catch (IOException e) {
            // one that is being written or removed just now
        }
        return infos;
    }

    /** Processes of those that live, by slot. */
    Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> processes = new TreeMap<>();
        infos().forEach((slot, info) ->
                ProcessHandle.of(info.get("pid").asLong()).ifPresent(process -> processes.put(slot, process)));
        return processes;
    }

    /** Whether all live, and one leads. */
    boolean complete() {
        try {
            if (processes().size() < size) {
                return false;
            }
            List<Long> leaders = new ArrayList<>();
            int passing = 0;
            for (JsonNode one : admin().orElseThrow().get("status").get("orchestrators")) {
                boolean lives = one.get("status").asText().equals("passing")
                        && ProcessHandle.of(one.get("pid").asLong()).isPresent();
                passing += lives ? 1 : 0;
                if (lives && one.get("leads").asBoolean()) {
                    leaders.add(one.get("pid").asLong());
                }
            }
            return passing >= size && leaders.size() == 1;
        } catch (RuntimeException | AssertionError e) {
            return false;
        }
    }

    /** That of the first one that lives. */
    Optional<Admin> admin() {
        return infos().values().stream()
                .findFirst()
                .map(info -> new Admin(info.get("admin").asText(), token()));
    }

    private String token() {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What all orchestrators have said to their standard error. */
    Path log() {
        return folder.resolve("orchestrator.err");
    }

    /** As a person would: all end, and their providers with them. */
    @Override
    public void close() {
        Program.jar(Paths.ORCHESTRATOR, "stop", "--state", state().toString()).run();
        processes().values().forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }
}
