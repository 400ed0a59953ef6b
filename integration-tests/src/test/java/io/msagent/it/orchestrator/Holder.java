package io.msagent.it.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of {@link HolderProgram}. */
final class Holder implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    Holder(Path folder, URI registry, String token, String name) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HolderProgram.class.getName(),
                        registry.toString(),
                        token,
                        name)
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Waits until it has the lease. */
    void awaitLease() throws IOException {
        say("wait");
        assertThat(out.readLine()).isEqualTo("held");
    }

    /** Tells it to write under the fence that it had when it got the lease. */
    void sayWrite() throws IOException {
        say("write");
    }

    /** Whether it has done what it was told to, or believes to have the lease. */
    boolean answer() throws IOException {
        return Boolean.parseBoolean(out.readLine());
    }

    boolean writes() throws IOException {
        sayWrite();
        return answer();
    }

    boolean believesToHaveIt() throws IOException {
        say("held");
        return answer();
    }

    private void say(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
