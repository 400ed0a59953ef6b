package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A caller process that makes the calls it is told to. */
final class PuppetProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path out;
    private final Path err;

    PuppetProcess(Path folder, String name, Path ledger, String... settings) {
        out = folder.resolve(name + ".out");
        err = folder.resolve(name + ".err");
        process = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Puppet")
                .agent(settings)
                .jvm("-Dledger=" + ledger)
                .start(out, err);
        await("caller " + name).atMost(PATIENCE).until(() -> read(out).startsWith("ready\n") || !process.isAlive());
        assertThat(process.isAlive()).as(read(err)).isTrue();
    }

    long pid() {
        return process.pid();
    }

    /** Makes a call and waits for its end. */
    Outcome call(String method, long n, String how) {
        begin(method, n, how);
        return end(n);
    }

    /** Makes a call. */
    void begin(String method, long n, String how) {
        command("call " + method + " " + n + " " + how);
    }

    /** Interrupts the thread of a call. */
    void interrupt(long n) {
        command("interrupt " + n);
    }

    /** Waits until the thread of a call has been started. */
    void awaitBegun(long n) {
        await("begin of call " + n)
                .atMost(PATIENCE)
                .until(() -> read(out).lines().anyMatch((n + "\tbegun")::equals));
    }

    /** Waits for the end of a call. */
    Outcome end(long n) {
        return await("end of call " + n + "; its caller says: " + err)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ended(n), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Outcome> ended(long n) {
        assertThat(process.isAlive()).as(read(err)).isTrue();
        String begin = n + "\t";
        String text = read(out);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith(begin) && !line.equals(begin + "begun"))
                .findFirst()
                .map(line -> Outcome.parse(line.substring(begin.length())));
    }

    /** What it has said to standard error. */
    String said() {
        return read(err);
    }

    private void command(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(read(err), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
