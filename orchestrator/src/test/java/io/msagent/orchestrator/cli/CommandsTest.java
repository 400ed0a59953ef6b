package io.msagent.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.core.launch.Launch;
import io.msagent.core.launch.ProvideRequest;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.registry.RegistryServerFactory;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.Protocol;
import io.msagent.orchestrator.MemoryBackends;
import io.msagent.orchestrator.store.Json;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, each in a process of its own, as the launcher script starts them. */
@Tag("once")
class CommandsTest {
    private static final int SIGINT = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void nameTheBackends() throws IOException {
        Path services = Files.createDirectories(folder.resolve("services/META-INF/services"));
        Files.writeString(services.resolve(RegistryFactory.class.getName()), MemoryBackends.class.getName());
        Files.writeString(services.resolve(RegistryServerFactory.class.getName()), MemoryBackends.class.getName());
    }

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void runStatusStop() throws Exception {
        Process run = orchestrator("--ready-file", folder.resolve("ready").toString());
        JsonNode ready = ready();
        assertThat(ready.path("pid").asLong()).isEqualTo(run.pid());
        assertThat(Path.of(ready.path("tokenFile").asText())).exists();
        await().until(() -> output(run).lines().anyMatch("ready"::equals));
        assertThat(output(run))
                .contains("registry ", "admin address ", "token file ", "state folder ")
                .contains("dashboard      link: bin/orchestrator dashboard")
                .doesNotContain("#key=")
                .containsPattern("java -javaagent:\\S*ms-agent.jar=registry=http://\\S+,token.file=\\S+ -jar app.jar");

        Process status = command("status", "--json");
        assertThat(status.waitFor()).isZero();
        JsonNode shown = Json.MAPPER.readTree(output(status));
        assertThat(shown.path("orchestrator").path("registry").asText())
                .isEqualTo(ready.path("registry").asText());
        assertThat(shown.path("instances").isArray()).isTrue();

        long provider = startProvider(ready);
        Process table = command("status");
        assertThat(table.waitFor()).isZero();
        assertThat(output(table))
                .containsPattern("SERVICE +INSTANCE +HOST +PID +STATE +FOR")
                .containsPattern("sleepy +sleepy-\\w{6} +\\S+ +" + provider + " +starting +\\d+");
        Process provided = command("logs", "sleepy");
        assertThat(provided.waitFor()).isZero();
        assertThat(output(provided)).isEqualTo("I sleep\n");

        Files.createFile(folder.resolve("state/logs/mute-abc123.log"));
        for (String name : List.of("mute", "mute-abc123")) {
            Process mute = command("logs", name);
            assertThat(mute.waitFor()).isZero();
            assertThat(output(mute)).isEqualTo(name + " has written nothing so far\n");
        }

        Process logs = command("logs", "pricing");
        assertThat(logs.waitFor()).isEqualTo(4);
        assertThat(output(logs)).contains("instance or service: pricing (expected: one that status shows; nearest: ");

        Process stop = command("stop");
        assertThat(stop.waitFor()).isZero();
        assertThat(output(stop)).endsWith("stopped: orchestrator pid " + run.pid() + "\n");
        assertThat(run.waitFor()).isZero();
        assertThat(ProcessHandle.of(provider)).isEmpty();
        assertThat(folder.resolve("ready")).doesNotExist();
        assertThat(folder.resolve("state/replicas/1/orchestrator.json")).doesNotExist();
    }

    @Test
    void sigtermIsACleanStop() throws Exception {
        Process run = orchestrator("--ready-file", folder.resolve("ready").toString());
        ready();
        run.destroy();
        assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isZero();
        assertThat(output(run)).contains("stopping, with 0 providers").doesNotContain("\tat ");
        assertThat(folder.resolve("state/replicas/1/orchestrator.json")).doesNotExist();
    }

    @Test
    void ctrlCIsACleanStopToo() throws Exception {
        assumeThat(isInterruptIgnored())
                .as("a shell that starts this in the background makes its children ignore SIGINT")
                .isFalse();
        Process run = orchestrator("--ready-file", folder.resolve("ready").toString());
        ready();
        assertThat(new ProcessBuilder("kill", "-INT", "" + run.pid()).start().waitFor())
                .isZero();
        assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(130);
        assertThat(folder.resolve("state/replicas/1/orchestrator.json")).doesNotExist();
    }

    @Test
    void whoFollowsSurvivesTheOrchestratorAndEndsQuietly() throws Exception {
        Process first = orchestrator("--ready-file", folder.resolve("ready").toString());
        ready();
        Process follower = command("events", "-f");
        Process piped = javaInto(
                "| head -n 1",
                "events",
                "-f",
                "--state",
                folder.resolve("state").toString());
        await().atMost(PATIENCE).until(() -> output(follower).contains("-" + first.pid() + " leads"));
        await().atMost(PATIENCE).until(() -> !output(piped).isEmpty());
        first.destroyForcibly().waitFor();
        await().atMost(PATIENCE)
                .until(() -> output(follower).contains("(the orchestrator has gone; waiting for another)"));

        Process second = orchestrator();
        await().atMost(PATIENCE).until(() -> output(follower).contains("-" + second.pid() + " leads"));
        assertThat(output(follower)).contains("(an orchestrator answers again, pid " + second.pid() + ")");
        // what its reader no longer takes is noticed when there is more
        assertThat(piped.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(output(piped)).doesNotContain("\tat ", "Exception");
        if (!isInterruptIgnored()) {
            assertThat(new ProcessBuilder("kill", "-INT", "" + follower.pid())
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(follower.waitFor()).isEqualTo(130);
        }
    }

    /** What is ignored here is ignored by the processes that are started from here. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & 1L << (SIGINT - 1)) != 0;
    }

    @Test
    void withoutAnOrchestratorTheExitCodeIsThree() throws Exception {
        for (String name : List.of("status", "stop")) {
            Process process = command(name);
            assertThat(process.waitFor()).isEqualTo(3);
            assertThat(output(process)).contains("no orchestrator runs").doesNotContain("\tat ");
        }
    }

    @Test
    void aTakenPortIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = java(
                    "--state",
                    folder.resolve("state").toString(),
                    "--admin-port",
                    "" + taken.getLocalPort(),
                    "--registry-port",
                    "0");
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(output(process).lines())
                    .singleElement()
                    .asString()
                    .startsWith("orchestrator: admin port " + taken.getLocalPort() + ": cannot be used")
                    .contains("ss -ltnp", "--admin-port");
        }
    }

    @Test
    void whatCannotBeWrittenIsOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        for (Path state : List.of(file, file.resolve("below"))) {
            Process process = java("--admin-port", "0", "--registry-port", "0", "--state", state.toString());
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(output(process).lines())
                    .singleElement()
                    .asString()
                    .startsWith("orchestrator: state folder " + state + ": cannot be used: ")
                    .contains("--state");
        }
        Process process = orchestrator("--ready-file", file.resolve("ready").toString());
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output(process))
                .contains("orchestrator: --ready-file: " + file)
                .doesNotContain("\tat ");
    }

    @Test
    void wrongArgumentsAreExplained() throws Exception {
        assertWrong("--start-timeout: soon (expected: a duration above 0", "--start-timeout", "soon");
        assertWrong("Invalid value for option '--consul': cannot convert 'http://a b'", "--consul", "http://a b");
        assertWrong(
                "--registry-port: 1234 (expected: no --consul beside it",
                "--consul",
                "http://127.0.0.1:8500",
                "--registry-port",
                "1234");
        assertWrong("Unknown option: '--admin-prt=1'", "--admin-prt=1");
    }

    private void assertWrong(String said, String... arguments) throws Exception {
        Process process = java(arguments);
        assertThat(process.waitFor()).isEqualTo(2);
        String told = output(process);
        assertThat(told).startsWith(said).endsWith("Try orchestrator --help.\n");
        assertThat(told.lines()).as(told).hasSizeLessThanOrEqualTo(3);
    }

    /** A provider that never serves; its pid. */
    private long startProvider(JsonNode ready) throws Exception {
        String shell = "echo I sleep; exec sleep 600";
        ProvideRequest body = new ProvideRequest(
                "sleepy",
                "d1",
                1,
                new Launch(List.of("/bin/sh", "-c", shell), "/", Map.of("PATH", System.getenv("PATH")), List.of()));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(ready.path("admin").asText() + Protocol.PROVIDE_PATH))
                .header(
                        "Authorization",
                        ClusterToken.read(Path.of(ready.path("tokenFile").asText()))
                                .orElseThrow()
                                .header())
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        Path logs = folder.resolve("state/logs");
        await().until(() -> {
            try (Stream<Path> files = Files.list(logs)) {
                return files.anyMatch(file -> file.toFile().length() > 0);
            }
        });
        return ProcessHandle.allProcesses()
                .filter(p -> p.parent()
                        .map(ProcessHandle::pid)
                        .equals(Optional.of(ready.path("pid").asLong())))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private JsonNode ready() throws IOException {
        await().until(() -> Files.exists(folder.resolve("ready")));
        return Json.MAPPER.readTree(Files.readAllBytes(folder.resolve("ready")));
    }

    private Process orchestrator(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--registry-port", "0", "--admin-port", "0"));
        arguments.addAll(Arrays.asList(more));
        arguments.addAll(List.of("--state", folder.resolve("state").toString()));
        return java(arguments.toArray(String[]::new));
    }

    private Process command(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--state", folder.resolve("state").toString()));
        return java(all.toArray(String[]::new));
    }

    private Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                folder.resolve("services") + File.pathSeparator + System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        Path out = folder.resolve("out" + started.size());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        started.add(process);
        return process;
    }

    /** A command's output into a shell's pipe. */
    private Process javaInto(String pipe, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                folder.resolve("services") + File.pathSeparator + System.getProperty("java.class.path"),
                Main.class.getName()));
        words.addAll(Arrays.asList(arguments));
        Path out = folder.resolve("out" + started.size());
        Process process = new ProcessBuilder("sh", "-c", "'" + String.join("' '", words) + "' " + pipe)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        started.add(process);
        return process;
    }

    private String output(Process process) throws IOException {
        return Files.readString(folder.resolve("out" + started.indexOf(process)));
    }
}
