package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.history.HistoryFile;
import io.msagent.it.history.Operation;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of {@code vault.Storm}: many threads that call without end, and what they saw. */
final class StormProcess implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    /**
     * Starts it.
     *
     * @param kind {@code durable} or {@code memory}
     * @param settings none: it runs plainly
     */
    StormProcess(Path folder, int threads, long seed, String kind, String... settings) {
        out = folder.resolve("storm.out");
        err = folder.resolve("storm.err");
        Program program = Program.main(
                        List.of(Paths.TEST_CLASSES, Paths.API), "vault.Storm", "" + threads, "" + seed, kind)
                .jvm("-Dledger=" + folder.resolve("ledger"));
        if (settings.length > 0) {
            program.agent(settings);
        }
        process = program.start(out, err);
    }

    /** Waits until so many more calls have ended. */
    void awaitOperations(int more) {
        long from = count();
        Patience.until(more + " calls more; the caller says: " + err, () -> {
            assertThat(process.isAlive()).as(said()).isTrue();
            return count() >= from + more;
        });
    }

    private long count() {
        try (var lines = Files.lines(out)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it end its calls and look at all keys once more. */
    List<Operation> end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertThat(process.waitFor(6, TimeUnit.MINUTES))
                .as("the last calls end; %s", err)
                .isTrue();
        assertThat(said()).contains("storm: ended");
        return HistoryFile.read(out);
    }

    /** What it has said to standard error. */
    String said() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
