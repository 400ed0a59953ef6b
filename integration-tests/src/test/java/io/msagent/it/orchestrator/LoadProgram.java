package io.msagent.it.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A process of {@code kitchen.Load}: the load, none of whose calls may fail. */
final class LoadProgram implements AutoCloseable {
    static final String SERVICE = "load";

    private final Path out;
    private final Path err;
    private final Process process;

    /** With no load yet. A call may take minutes, and fails rather than running in the caller. */
    LoadProgram(Path folder, String[] settings, String... more) {
        out = folder.resolve("load.out");
        err = folder.resolve("load.err");
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of("timeout=5m", "fallback=none"));
        all.addAll(List.of(more));
        process = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Load")
                .agent(all.toArray(String[]::new))
                .start(out, err);
    }

    /** From now on so many calls at once, each with a body of so many milliseconds. */
    void load(int threads, int millis) {
        try {
            process.getOutputStream().write((threads + " " + millis + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until so many more calls have ended; none may have failed. */
    void awaitCalls(int more) {
        int from = calls().size();
        await("calls; the program says: " + err)
                .atMost(Waits.LONG)
                .until(() -> !process.isAlive() || calls().size() >= from + more);
        assertNoFailure();
    }

    /** Waits until this process has run one of the calls to come. */
    void awaitServedBy(long pid) {
        int from = calls().size();
        await("call that " + pid + " runs")
                .atMost(Waits.LONG)
                .until(() -> calls().stream().skip(from).anyMatch(Long.toString(pid)::equals));
    }

    /** Waits until the calls to come are run by others. */
    void awaitNotServedBy(long pid) {
        String word = Long.toString(pid);
        await("calls that others than " + pid + " run").atMost(Waits.LONG).until(() -> {
            int from = calls().size();
            awaitCalls(30);
            return calls().stream().skip(from).noneMatch(word::equals);
        });
    }

    /** Processes that have run any of the calls so far. */
    Set<String> servers() {
        return new HashSet<>(calls());
    }

    void assertNoFailure() {
        assertThat(process.isAlive()).as("the program says: %s", said()).isTrue();
        assertThat(calls()).as("the program says: %s", said()).noneMatch(call -> call.startsWith("FAILED"));
    }

    /** Ends the load; every call must end, and none may have failed. */
    void endWithoutFailure() throws Exception {
        process.getOutputStream().close();
        assertThat(process.waitFor(5, TimeUnit.MINUTES))
                .as("the last calls end")
                .isTrue();
        assertThat(calls())
                .as("the program says: %s", said())
                .noneMatch(call -> call.startsWith("FAILED"))
                .endsWith("ended");
    }

    /** A line for each call. */
    List<String> calls() {
        String text = read(out);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    String said() {
        return read(err);
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
