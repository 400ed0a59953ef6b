package io.msagent.it.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A process of {@code kitchen.Counting}: a provider or a caller. */
public final class CountingProgram implements AutoCloseable {
    public static final String SERVICE = "counting";

    private final Process process;
    private final Path out;
    private final Path err;

    private CountingProgram(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Not started; what a provider and a caller have in common. */
    static Program program(URI registry, Path tokenFile, String... more) {
        List<String> settings = new ArrayList<>(List.of("registry=" + registry, "token.file=" + tokenFile));
        settings.addAll(List.of(more));
        return Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Counting")
                .agent(settings.toArray(String[]::new));
    }

    static CountingProgram provider(Path folder, String name, URI registry, Path tokenFile) {
        return start(folder, name, program(registry, tokenFile, "serve=" + SERVICE));
    }

    /** Calls without end; a call fails rather than running in the caller. */
    public static CountingProgram caller(Path folder, String name, URI registry, Path tokenFile) {
        return start(folder, name, program(registry, tokenFile, "timeout=5m", "fallback=none"));
    }

    private static CountingProgram start(Path folder, String name, Program program) {
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        return new CountingProgram(program.start(out, err), out, err);
    }

    long pid() {
        return process.pid();
    }

    /** Waits until so many more calls have ended. */
    public void awaitCalls(int more) {
        int from = calls().size();
        await("calls; the caller says: " + out + ", " + err)
                .atMost(Duration.ofMinutes(5))
                .until(() -> calls().size() >= from + more);
    }

    /** No call has failed, none has run in the caller, and no body has run twice. */
    public void assertEachCallRanOnceElsewhere() {
        assertCallsRanElsewhere(0);
    }

    /**
     * No call has failed, and none has run in the caller.
     *
     * @param again how many bodies may have run again: the method is idempotent, so an attempt is cut and made elsewhere
     *     when the registry speaks against its instance
     */
    void assertCallsRanElsewhere(int again) {
        Map<String, Long> runs = new TreeMap<>();
        long repeated = 0;
        for (String call : calls()) {
            String[] words = call.split(" ");
            assertThat(words[1]).as(call + "\n" + err()).isNotEqualTo("FAILED").isNotEqualTo(Long.toString(pid()));
            // only this program calls, so a provider's count is that of its answers
            long count = Long.parseLong(words[2]);
            Long before = runs.put(words[1], count);
            repeated += count - (before == null ? 0 : before) - 1;
            assertThat(count).as(call).isGreaterThan(before == null ? 0 : before);
        }
        assertThat(repeated).as(err()).isBetween(0L, (long) again);
        assertThat(process.isAlive()).as(err()).isTrue();
    }

    /** Processes that served the last calls. */
    List<String> lastServers(int calls) {
        List<String> all = calls();
        return all.subList(Math.max(0, all.size() - calls), all.size()).stream()
                .map(call -> call.split(" ")[1])
                .distinct()
                .toList();
    }

    String err() {
        return read(err);
    }

    private List<String> calls() {
        String text = read(out);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it in good order if it can. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
