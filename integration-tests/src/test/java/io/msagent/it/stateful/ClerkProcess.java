package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A process of {@code vault.Clerk}, which makes the calls it is told to. */
final class ClerkProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path out;
    private final Path err;
    private int calls;

    /** Without settings it runs plainly. */
    ClerkProcess(Path folder, String name, Path ledger, String... settings) {
        out = folder.resolve(name + ".out");
        err = folder.resolve(name + ".err");
        Program program = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "vault.Clerk")
                .jvm("-Dledger=" + ledger);
        if (settings.length > 0) {
            program.agent(settings);
        }
        process = program.start(out, err);
        await("clerk " + name).atMost(PATIENCE).until(() -> read(out).startsWith("ready\n") || !process.isAlive());
        assertThat(process.isAlive()).as(read(err)).isTrue();
    }

    long pid() {
        return process.pid();
    }

    /** Makes a call and waits for its end. */
    Answer call(String name, String... arguments) {
        return end(begin(name, arguments));
    }

    /** Makes a call that must return. */
    String result(String name, String... arguments) {
        Answer answer = call(name, arguments);
        assertThat(answer.thrown()).as("%s; %s", answer, said()).isNull();
        return answer.result();
    }

    /** Begins a call; its id, which is the operation that its body notes. */
    String begin(String name, String... arguments) {
        String id = "op-" + process.pid() + "-" + calls++;
        try {
            process.getOutputStream()
                    .write((id + " " + name + " " + String.join(" ", arguments))
                            .strip()
                            .concat("\n")
                            .getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(read(err), e);
        }
        return id;
    }

    /** Waits for the end of a call. */
    Answer end(String id) {
        return await("end of call " + id + "; its caller says: " + err)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ended(id), Optional::isPresent)
                .orElseThrow();
    }

    /** Whether a call has ended. */
    boolean hasEnded(String id) {
        return ended(id).isPresent();
    }

    private Optional<Answer> ended(String id) {
        return lines(id).filter(words -> !words.get(0).equals("in")).findFirst().map(Answer::parse);
    }

    /** The transaction that a call said it is in. */
    String transaction(String id) {
        return lines(id)
                .filter(words -> words.get(0).equals("in"))
                .findFirst()
                .orElseThrow()
                .get(1);
    }

    private Stream<List<String>> lines(String id) {
        assertThat(process.isAlive()).as(read(err)).isTrue();
        String text = read(out);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith(id + "\t"))
                .map(line -> List.of(line.substring(id.length() + 1).split("\t")));
    }

    /** What it has said to standard error. */
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
