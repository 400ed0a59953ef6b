package io.msagent.it.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program that calls the service {@code ticking} without end, and fails if nobody else serves it. */
final class Ticking implements AutoCloseable {
    static final String SERVICE = "ticking";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path out;
    private final Path err;
    private final Process process;

    Ticking(Path folder, String[] settings, Map<String, String> environment) {
        out = folder.resolve("ticker.out");
        err = folder.resolve("ticker.err");
        Program program = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Ticker")
                .agent(settings);
        environment.forEach(program::environment);
        process = program.start(out, err);
    }

    /** Waits until so many more calls have been answered; the first that fails ends the program. */
    void awaitCalls(int more) {
        long from = lines();
        await("calls answered; the program says: " + err)
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || lines() >= from + more);
        assertThat(process.isAlive()).as(said()).isTrue();
    }

    /** Waits until it has said so many lines to standard error, the last with this in it. */
    void awaitLine(int count, String part) {
        await("line " + count + " with: " + part)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(said().lines())
                        .hasSize(count)
                        .last()
                        .asString()
                        .contains(part));
    }

    /** Waits until several calls have been answered, the last by another process than this; which one. */
    long awaitProcessOtherThan(long pid) {
        await("calls answered; the program says: " + err)
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || last() != 0 && last() != pid && lines() > 5);
        if (!process.isAlive()) {
            throw new AssertionError("the program has ended: " + said());
        }
        return last();
    }

    private long lines() {
        return read(out).lines().count();
    }

    private long last() {
        String text = read(out);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1).strip();
        return whole.isEmpty() ? 0 : Long.parseLong(whole.substring(whole.lastIndexOf(' ') + 1));
    }

    /** What it has said to standard error. */
    String said() {
        return read(err);
    }

    long pid() {
        return process.pid();
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
