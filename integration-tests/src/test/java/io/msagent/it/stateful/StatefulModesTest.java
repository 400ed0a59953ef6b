package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program with stateful services says the same, whatever lies between its calls and its state. */
class StatefulModesTest {
    private static final List<String> LINES = List.of(
            "mia 3 7 9", "ben 10 mia 9", "accounts 5 6 3", "nothing to book in 7", "basket 3", "basket 1", "many 200");

    @TempDir
    Path folder;

    /** With settings of a pool and a database of its own, which are not to be our store's. */
    private static Program tills() {
        return Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Tills")
                .jvm("-Dhikaricp.configurationFile=no-such-file", "-Dh2.javaObjectSerializer=com.acme.NoSuchClass");
    }

    private static void says(Program.Result result) {
        assertThat(result.status()).as(result.out() + result.err()).isZero();
        assertThat(result.out().lines()).as(result.err()).containsExactlyElementsOf(LINES);
    }

    @Test
    void withoutTheAgent() {
        says(tills().run());
    }

    @Test
    void loopback() {
        says(tills().agent("mode=loopback", "timeout=60s").run());
    }

    @Test
    void separateProcesses() {
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            says(tills().agent(orchestrator.settings("timeout=120s", "fallback=none"))
                    .run());
        }
    }
}
