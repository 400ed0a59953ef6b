package io.msagent.it.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent arrives in a program that runs already. */
class AttachTest {
    @TempDir
    Path folder;

    private static String lastProcess(Path out) throws IOException {
        List<String> lines = Files.readAllLines(out);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1).replaceFirst("\\d+ ", "");
    }

    @Test
    void loadedMethodsGoOutFromThenOn() throws Exception {
        Path out = folder.resolve("ticker.out");
        Path err = folder.resolve("ticker.err");
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Process ticker = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Ticker")
                    .jvm("-XX:+EnableDynamicAgentLoading")
                    .start(out, err);
            try {
                String self = Long.toString(ticker.pid());
                await().until(() -> lastProcess(out).equals(self));

                VirtualMachine vm = VirtualMachine.attach(self);
                vm.loadAgent(
                        Paths.AGENT.toString(),
                        String.join(",", orchestrator.settings("timeout=60s", "fallback=none")));
                vm.detach();

                await().untilAsserted(() -> {
                    assertThat(orchestrator.pids("ticking")).hasSize(1);
                    assertThat(lastProcess(out))
                            .isEqualTo(orchestrator.pids("ticking").get(0).toString());
                });
                assertThat(ticker.isAlive()).as(Files.readString(err)).isTrue();
            } finally {
                ticker.destroyForcibly();
            }
        }
    }
}
