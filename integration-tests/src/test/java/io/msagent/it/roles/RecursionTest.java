package io.msagent.it.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecursionTest {
    @TempDir
    Path folder;

    @Test
    void aThousandCallsDeepAcrossTwoServicesOfTwoWorkersEach() {
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Program.Result result = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Deep", "1000")
                    .agent(orchestrator.settings("timeout=90s", "fallback=none", "workers=2"))
                    .run();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).isEqualTo("depth 1000\n");
        }
    }
}
