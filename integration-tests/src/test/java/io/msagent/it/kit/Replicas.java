package io.msagent.it.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryException;
import io.msagent.registry.consul.ConsulRegistryFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Several real orchestrators on one state folder, of which any may die. */
public final class Replicas implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String LEADER = "ms-agent/orchestrator/leader";

    private final Orchestrator first;
    private final int count;
    private final Registry registry;

    private Replicas(Orchestrator first, int count, Registry registry) {
        this.first = first;
        this.count = count;
        this.registry = registry;
    }

    /** Starts them; returns when all are there. */
    public static Replicas start(Path folder, int count, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--replicas", Integer.toString(count)));
        Orchestrator first = Orchestrator.start(folder, arguments.toArray(String[]::new));
        boolean consul = List.of(more).contains("--consul");
        Registry registry = new ConsulRegistryFactory()
                .connect(RegistryAccess.of(URI.create(first.registry()), consul ? null : first.token()));
        Replicas replicas = new Replicas(first, count, registry);
        replicas.awaitAllWithout(0);
        return replicas;
    }

    /** Base of the registry's API. */
    public URI registry() {
        return URI.create(first.registry());
    }

    /** File of the cluster token. */
    public Path tokenFile() {
        return first.state().resolve("token");
    }

    /** The admin address of one that runs, the first of them. */
    public Admin admin() {
        try (Stream<Path> slots = Files.list(first.state().resolve("replicas"))) {
            for (Path slot : slots.sorted().toList()) {
                Path file = slot.resolve("orchestrator.json");
                if (pid(file)
                        .flatMap(ProcessHandle::of)
                        .filter(ProcessHandle::isAlive)
                        .isPresent()) {
                    return new Admin(
                            JSON.readTree(Files.readAllBytes(file)).get("admin").asText(), first.token());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("no orchestrator runs in " + first.state());
    }

    /** Process ids of those that run. */
    public List<Long> living() {
        try (Stream<Path> slots = Files.list(first.state().resolve("replicas"))) {
            List<Long> pids = new ArrayList<>();
            for (Path slot : slots.toList()) {
                pid(slot.resolve("orchestrator.json"))
                        .filter(pid -> ProcessHandle.of(pid)
                                .filter(ProcessHandle::isAlive)
                                .isPresent())
                        .ifPresent(pids::add);
            }
            return pids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Long> pid(Path file) {
        try {
            return Optional.of(
                    JSON.readTree(Files.readAllBytes(file)).get("pid").asLong());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until there are as many as there shall be.
     *
     * @param former one that must not be among them; 0: none
     */
    public void awaitAllWithout(long former) {
        await("replicas in " + first.state())
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(living()).hasSize(count).doesNotContain(former));
    }

    /**
     * Waits until one that runs leads; its process id.
     *
     * @param former the one that it must not be; 0: any
     */
    public long awaitLeaderOtherThan(long former) {
        return await("another leader than " + former + " in " + first.state())
                .atMost(PATIENCE)
                .until(this::leader, leader -> leader != former && living().contains(leader));
    }

    private long leader() {
        try {
            Registry.Entry entry = registry.get(LEADER).orElse(null);
            if (entry == null || entry.session() == null) {
                return 0;
            }
            JsonNode holder = JSON.readTree(entry.value());
            return holder.get("pid").asLong();
        } catch (RegistryException e) {
            return 0; // it is being taken over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Process id of the one that runs the embedded registry: the kernel knows who has its lock; 0 if nobody has. */
    public long registryHolder() {
        try {
            Path lock = first.state().resolve("registry").resolve("host.lock");
            String inode = ":" + Files.getAttribute(lock, "unix:ino");
            return Files.readAllLines(Path.of("/proc/locks")).stream()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(fields -> fields[1].equals("POSIX") && fields[5].endsWith(inode))
                    .map(fields -> Long.parseLong(fields[4]))
                    .findFirst()
                    .orElse(0L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many processes of a service were ever started. */
    public long startedEver(String service) {
        try (Stream<Path> logs = Files.list(first.state().resolve("logs"))) {
            return logs.filter(file -> file.getFileName().toString().matches(service + "-\\w{6}\\.log"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the orchestrators say has happened to a service, for who looks for the cause of a failure. */
    public String events(String service) {
        return registry.get("ms-agent-events/" + service)
                .map(entry -> new String(entry.value(), StandardCharsets.UTF_8))
                .orElse("no events");
    }

    /** Process ids of the instances that the registry has a record of. */
    public List<Long> recorded() {
        List<Long> pids = new ArrayList<>();
        registry.list("ms-agent/process/").values().forEach(entry -> {
            try {
                pids.add(JSON.readTree(entry.value()).findValue("pid").asLong());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return pids;
    }

    /** Runs a command of the orchestrator on this folder. */
    public Program.Result command(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--state", first.state().toString()));
        return Program.jar(Paths.ORCHESTRATOR, arguments.toArray(String[]::new)).run();
    }

    /** Stops all of them, and their providers. */
    @Override
    public void close() {
        Program.Result stopped = command("stop");
        registry.close();
        List<Long> left = living();
        left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        first.process().destroyForcibly();
        assertThat(stopped.status()).as(stopped.err()).isZero();
        assertThat(left).as("orchestrators that did not stop").isEmpty();
    }
}
