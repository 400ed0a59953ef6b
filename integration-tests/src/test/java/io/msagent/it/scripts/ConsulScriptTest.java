package io.msagent.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Paths;
import io.msagent.registry.consul.real.Ports;
import io.msagent.registry.consul.real.RealConsul;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/consul}: starts a Consul, or three, tells of them, and ends them. */
@Tag("once")
@ExtendWith(RealConsul.class)
class ConsulScriptTest {
    @TempDir
    Path folder;

    private final int port = Ports.free("127.0.0.1").http();

    @AfterEach
    void stop() throws Exception {
        run("stop", "--port", Integer.toString(port));
    }

    @Test
    void oneNode() throws Exception {
        Ran started = run("dev", "--port", Integer.toString(port), "--detach");
        assertThat(started.status()).as(started.output()).isZero();
        assertThat(started.output()).contains("http://127.0.0.1:" + port + "/ui/");
        assertThat(get(1, "/v1/catalog/nodes")).contains("127.0.0.1");
        assertThat(run("status").output()).contains("http://127.0.0.1:" + port + "/ui/");

        Ran again = run("dev", "--port", Integer.toString(port), "--detach");
        assertThat(again.status()).isOne();
        assertThat(again.output()).contains("runs an agent there already");

        assertThat(run("stop", "--port", Integer.toString(port)).status()).isZero();
        assertThat(run("status").output()).doesNotContain(":" + port + "/");
    }

    @Test
    void threeServers() throws Exception {
        Ran started = run("cluster", "--port", Integer.toString(port), "--detach");
        assertThat(started.status()).as(started.output()).isZero();
        for (int i = 1; i <= 3; i++) {
            assertThat(get(i, "/v1/status/peers")).contains("127.0.0.1:", "127.0.0.2:", "127.0.0.3:");
            assertThat(get(i, "/v1/status/leader")).matches("\"127\\.0\\.0\\.[123]:\\d+\"");
        }
    }

    /** What a script removes must be its own, wherever it lies. */
    @Test
    void aFolderWithASpaceInItsName() throws Exception {
        Path root = Files.createDirectories(folder.resolve("my project"));
        Path neighbour = Files.createDirectories(folder.resolve("my"));
        Path scripts = Paths.ROOT.resolve("bin");
        assertThat(new ProcessBuilder("cp", "-R", scripts.toString(), root.toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(run(root, "dev", "--port", Integer.toString(port), "--detach")
                        .status())
                .isZero();
        assertThat(run(root, "dev", "--port", Integer.toString(port), "--detach")
                        .status())
                .isOne();
        assertThat(run(root, "status").output()).contains("http://127.0.0.1:" + port + "/ui/");
        assertThat(run(root, "stop").status()).isZero();
        assertThat(run(root, "status").output()).isEmpty();
        assertThat(neighbour).exists();
    }

    @Test
    void aTakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Ran ran = run("dev", "--port", Integer.toString(taken.getLocalPort()), "--detach");
            assertThat(ran.status()).isOne();
            assertThat(ran.output()).contains("is the port taken?", "address already in use");
        }
    }

    @Test
    void whatItDoesNotKnow() throws Exception {
        for (List<String> arguments : List.of(
                List.of("dev", "--port", "80"),
                List.of("dev", "--port"),
                List.of("cluster", "--ports", "8500"),
                List.of("stop", "all"),
                List.of("status", "x"),
                List.of("start"))) {
            Ran ran = run(arguments.toArray(String[]::new));
            assertThat(ran.status()).as(arguments + ran.output()).isEqualTo(2);
            assertThat(ran.output()).as(arguments.toString()).isNotBlank();
        }
    }

    private record Ran(int status, String output) {}

    private Ran run(String... arguments) throws IOException, InterruptedException {
        return run(Paths.ROOT, arguments);
    }

    private Ran run(Path root, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("bin").resolve("consul").toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .merge("PATH", RealConsul.binary().getParent().toString(), (path, ours) -> ours + ":" + path);
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + command + "\n" + Files.readString(output));
        }
        return new Ran(process.exitValue(), Files.readString(output));
    }

    private String get(int node, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0." + node + ":" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
