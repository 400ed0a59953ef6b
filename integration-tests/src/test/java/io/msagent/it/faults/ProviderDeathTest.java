package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that calls without end while providers, and the orchestrator itself, are killed. */
@Tag("once")
class ProviderDeathTest {
    private static final String SERVICE = "ticking";

    @TempDir
    Path folder;

    private static Program ticker(Orchestrator orchestrator) {
        return Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Ticker")
                .agent(orchestrator.settings("timeout=60s", "fallback=none"));
    }

    private static void awaitLines(Path out, int more) throws IOException {
        long from = lines(out);
        await("lines of " + out).until(() -> lines(out) >= from + more);
    }

    private static long lines(Path out) throws IOException {
        return Files.readString(out).lines().count();
    }

    @Test
    void aKilledProviderIsReplacedAndNoCallFails() throws Exception {
        Path out = folder.resolve("ticker.out");
        Path err = folder.resolve("ticker.err");
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Process ticker = ticker(orchestrator).start(out, err);
            try {
                awaitLines(out, 5);
                long first = orchestrator.pids(SERVICE).get(0);
                ProcessHandle.of(first).orElseThrow().destroyForcibly();
                awaitLines(out, 20);
                await().until(() -> orchestrator.pids(SERVICE).size() == 1
                        && orchestrator.pids(SERVICE).get(0) != first);
                awaitLines(out, 20);
                assertThat(ticker.isAlive()).as(Files.readString(err)).isTrue();
                assertThat(Files.readString(out)
                                .lines()
                                .map(line -> line.split(" ")[1])
                                .distinct())
                        .as("processes that served")
                        .hasSize(2)
                        .doesNotContain(Long.toString(ticker.pid()));
                assertThat(Files.readString(err)).isEmpty();
            } finally {
                ticker.destroyForcibly();
            }
        }
    }

    @Test
    void providersOutliveTheOrchestratorAndTheNextOneTakesThemUp() throws Exception {
        Path out = folder.resolve("ticker.out");
        Path err = folder.resolve("ticker.err");
        Orchestrator first = Orchestrator.start(folder);
        Process ticker = ticker(first).start(out, err);
        try {
            awaitLines(out, 5);
            long pid = first.pids(SERVICE).get(0);
            String port = first.registry().substring(first.registry().lastIndexOf(':') + 1);
            first.process().destroyForcibly().waitFor();
            awaitLines(out, 20);
            try (Orchestrator second = Orchestrator.start(folder, "--registry-port", port)) {
                await().untilAsserted(() -> assertThat(second.pids(SERVICE)).containsExactly(pid));
                awaitLines(out, 5);
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                awaitLines(out, 5);
                await().untilAsserted(() ->
                        assertThat(second.pids(SERVICE)).hasSize(1).doesNotContain(pid));
                assertThat(ticker.isAlive()).as(Files.readString(err)).isTrue();
            }
        } finally {
            ticker.destroyForcibly();
            first.close();
        }
    }
}
