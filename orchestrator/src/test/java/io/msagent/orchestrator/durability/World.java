package io.msagent.orchestrator.durability;

import io.msagent.core.launch.Launch;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryServerFactory;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.Backends;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.PolicyRecord;
import io.msagent.orchestrator.store.ProcessRecord;
import io.msagent.orchestrator.store.Seal;
import io.msagent.orchestrator.store.Store;
import io.msagent.orchestrator.store.StoredLaunch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A registry that stays, an orchestrator that does not, and the processes that it starts. */
final class World implements AutoCloseable {
    static final String SERVICE = "pricing";
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final Path folder;
    private final Path state;
    private final RegistryServerFactory.Running server;
    final Registry registry;
    final Store store;

    World(Path folder) throws IOException {
        this.folder = folder;
        this.state = Files.createDirectory(
                folder.resolve("state"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(state.resolve("token"), TOKEN + "\n");
        Files.setPosixFilePermissions(state.resolve("token"), PosixFilePermissions.fromString("rw-------"));
        Backends backends = Backends.find();
        this.server = backends.server()
                .start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        TOKEN,
                        Files.createDirectory(folder.resolve("registry")));
        this.registry = backends.connector().connect(RegistryAccess.of(server.address(), TOKEN));
        this.store = new Store(registry, new Seal(ClusterToken.of(TOKEN)));
        store.save(Kind.LAUNCH, SERVICE, new StoredLaunch(SERVICE, "d1", launch()));
    }

    private Launch launch() {
        return new Launch(
                List.of(
                        JAVA,
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Xmx48m",
                        "-Dfolder=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        BeatingProvider.class.getName()),
                folder.toString(),
                Map.of(),
                List.of());
    }

    Process startOrchestrator(int number) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.msagent.orchestrator.cli.Main",
                "--consul",
                server.address().toString(),
                "--state",
                state.toString(),
                "--admin-port",
                "0",
                "--ready-file",
                ready(number).toString());
        builder.environment().put("CONSUL_HTTP_TOKEN", TOKEN);
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("orchestrator.log").toFile()))
                .start();
    }

    Path ready(int number) {
        return folder.resolve("ready-" + number);
    }

    void scale(int count) {
        store.save(Kind.POLICY, SERVICE, PolicyRecord.of(new Policy(count, count, null)));
    }

    void restart() {
        store.save(Kind.RESTART, SERVICE, new Kind.Mark(Instant.now().toString()));
    }

    void retire(String id) {
        store.save(Kind.RETIRE, id, new Kind.Mark(Instant.now().toString()));
    }

    /** Pids of living providers, by the system's word; each instance's are all there are. */
    List<Long> processes() {
        return ProcessHandle.allProcesses()
                .filter(handle -> commandLine(handle).contains("\0-Dfolder=" + folder + "\0")
                        && commandLine(handle).contains(BeatingProvider.class.getName()))
                .map(ProcessHandle::pid)
                .sorted()
                .toList();
    }

    /** Pids by the orchestrators' word. */
    List<Long> recorded() {
        Kept kept = store.read();
        return kept.all(Kind.SPAWN).keySet().stream()
                .flatMap(id -> Stream.ofNullable(kept.get(Kind.PROCESS, id)))
                .map(ProcessRecord::pid)
                .sorted()
                .toList();
    }

    String log() {
        try {
            return Files.readString(folder.resolve("orchestrator.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String commandLine(ProcessHandle handle) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(handle.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended meanwhile, or is another user's
        }
    }

    @Override
    public void close() {
        List<Long> left = new ArrayList<>(processes());
        left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        registry.close();
        server.close();
    }
}
