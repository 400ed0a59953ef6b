package io.msagent.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.NoInstanceException;
import io.msagent.OutcomeUnknownException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recorder prints is read again as it was, and so is what is kept of a failure. */
@Tag("once")
class HistoryFileTest {
    @TempDir
    Path folder;

    @Test
    void recordedCallsAreReadAgain() throws Exception {
        Path file = folder.resolve("out");
        List<Operation> made = new ArrayList<>();
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8)) {
            Recorder recorder = new Recorder(out);
            made.add(recorder.call(1, "k\"\\", "add", "1", () -> 1));
            made.add(recorder.call(2, "k", "add", "2", () -> {
                throw new OutcomeUnknownException("lost\nsince\t\u0001then", null);
            }));
            made.add(recorder.call(3, "k", "get", "", () -> {
                throw new NoInstanceException("nobody", null);
            }));
        }
        assertThat(made)
                .extracting(Operation::outcome)
                .containsExactly(Operation.Outcome.RETURNED, Operation.Outcome.UNKNOWN, Operation.Outcome.NOT_RUN);
        assertThat(made.get(0).returned()).isGreaterThanOrEqualTo(made.get(0).invoked());
        assertThat(HistoryFile.read(file)).isEqualTo(made);
        Path kept = HistoryFile.keep(folder.resolve("failures"), "counters", 7, made);
        assertThat(kept.getFileName()).hasToString("counters-seed-7.jsonl");
        assertThat(HistoryFile.read(kept)).isEqualTo(made);
    }

    @Test
    void aLineThatIsStillBeingWrittenDoesNotCount() throws Exception {
        Path file = Files.writeString(folder.resolve("out"), "{\"caller\":1,");
        assertThat(HistoryFile.read(file)).isEmpty();
    }
}
