package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that dies while it starts: the caller that waits is told why, in the provider's own words. */
@Tag("once")
class StartFailureTest {
    @TempDir
    Path folder;

    private static Program program() {
        return Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.NeedsDatabase");
    }

    @Test
    void theWaitingCallerSeesTheTailOfTheLog() {
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Program.Result result = program()
                    .agent(orchestrator.settings("timeout=60s", "fallback=none"))
                    .run();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err())
                    .contains("io.msagent.NoInstanceException")
                    .contains("cannot serve: serve.classes: kitchen.NeedsDatabase$Database: cannot be initialised")
                    .contains("the database is not there");
        }
    }

    @Test
    void withFallbackTheBodyRunsHereAndTheReasonIsLogged() {
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Program.Result result =
                    program().agent(orchestrator.settings("timeout=60s")).run();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).isEqualTo("x\n");
            assertThat(result.err()).contains("WARN").contains("the database is not there");
        }
    }
}
