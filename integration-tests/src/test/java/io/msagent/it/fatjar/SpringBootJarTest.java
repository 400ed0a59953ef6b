package io.msagent.it.fatjar;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spring Boot's launcher and class loader, in caller and provider alike. */
class SpringBootJarTest {
    @TempDir
    Path folder;

    @BeforeEach
    void pack() throws IOException {
        FatJar.write(folder.resolve("app.jar"), Paths.SPRING_BOOT_LOADER, "kitchen.FatMain");
    }

    private Program application() {
        return Program.jar(folder.resolve("app.jar"));
    }

    @Test
    void callsGoToAProviderOfTheSameJar() {
        try (Orchestrator orchestrator = Orchestrator.start(folder.resolve("orchestrator"))) {
            Program.Result result = application()
                    .agent(orchestrator.settings("timeout=60s", "fallback=none"))
                    .run();

            assertThat(result.status()).as(result.err()).isZero();
            long provider = orchestrator.pids("parcels").get(0);
            List<String> lines = result.out().lines().toList();
            assertThat(lines.get(0))
                    .isEqualTo("Parcel[to=you by " + provider + " in LaunchedClassLoader, weights=[1, 2]]");
            assertThat(lines.get(1)).endsWith(" in LaunchedClassLoader").doesNotStartWith(provider + " ");
        }
    }

    @Test
    void aProviderStartedByHandFindsTheServiceInside() {
        try (Orchestrator orchestrator = Orchestrator.start(folder.resolve("orchestrator"))) {
            Process provider = application()
                    .agent(orchestrator.settings("serve=parcels"))
                    .start(folder.resolve("provider.out"), folder.resolve("provider.err"));
            try {
                Program.Result result = application()
                        .agent(orchestrator.settings("timeout=60s", "fallback=none", "provide=false"))
                        .run();

                assertThat(result.status()).as(result.err()).isZero();
                assertThat(result.out()).contains("to=you by " + provider.pid() + " in LaunchedClassLoader");
            } finally {
                provider.destroyForcibly();
            }
        }
    }
}
