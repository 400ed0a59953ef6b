package io.msagent.it.modes;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same assertions, whatever lies between caller and body. */
class ModesTest {
    @TempDir
    Path folder;

    private static Program kitchen(String mode) {
        return Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Kitchen", mode)
                .jvm("-Xverify:all");
    }

    private static void holds(Program.Result result) {
        assertThat(result.status()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains(" held, 0 failed");
    }

    @Test
    void withoutTheAgent() {
        holds(kitchen("local").run());
    }

    @Test
    void local() {
        holds(kitchen("local").agent("mode=local").run());
    }

    @Test
    void loopback() {
        Program.Result result = kitchen("loopback").agent("mode=loopback").run();
        holds(result);
    }

    @Test
    void separateProcesses() {
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Program.Result result = kitchen("processes")
                    .agent(orchestrator.settings("timeout=60s", "fallback=none"))
                    .run();
            holds(result);
        }
    }
}
