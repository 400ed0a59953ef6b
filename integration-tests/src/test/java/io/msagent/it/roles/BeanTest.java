package io.msagent.it.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver that {@code main} built in the provider. */
class BeanTest {
    @TempDir
    Path folder;

    private static Program warehouse() {
        return Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Warehouse");
    }

    @Test
    void mainRunsInTheProviderAndItsBeanServes() {
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Program.Result result = warehouse()
                    .agent(orchestrator.settings("serve.main=run", "timeout=60s", "fallback=none"))
                    .run();

            assertThat(result.status()).as(result.err()).isZero();
            List<String> lines = result.out().lines().toList();
            String self = lines.get(2).substring("self ".length());
            long provider = orchestrator.pids("warehouse").get(0);
            // the provider's own main has taken five before it served
            assertThat(lines.get(0)).isEqualTo("7 taken in " + provider + " by main");
            assertThat(lines.get(1)).isEqualTo("10 taken in " + provider + " by main");
            assertThat(self).isNotEqualTo(Long.toString(provider));
        }
    }

    @Test
    void withoutItTheMethodStaysLocalAndIsReportedAtLoad() {
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Program.Result result = warehouse()
                    .agent(orchestrator.settings("timeout=60s", "fallback=none"))
                    .run();

            assertThat(result.status()).as(result.err()).isZero();
            List<String> lines = result.out().lines().toList();
            String self = lines.get(2).substring("self ".length());
            assertThat(lines.get(1)).isEqualTo("5 taken in " + self + " by main");
            assertThat(result.err().lines())
                    .singleElement()
                    .asString()
                    .contains("kitchen.Warehouse#take")
                    .contains("serve.main=run");
        }
    }
}
