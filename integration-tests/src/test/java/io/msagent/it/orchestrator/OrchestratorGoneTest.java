package io.msagent.it.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Admin;
import io.msagent.it.kit.Program;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** No orchestrator at all: what runs goes on being called; what does not run yet is waited for, or runs in the caller. */
@Tag("once")
@ExtendWith(RealConsul.class)
class OrchestratorGoneTest {
    @TempDir
    Path folder;

    @Test
    void whatRunsGoesOnAndWhatHasToBeStartedWaits() throws Exception {
        try (ConsulNode consul = ConsulNode.server(folder.resolve("consul"))) {
            List<String> options = List.of("--consul", consul.address().toString());
            try (Scene scene = new Scene(folder, options)) {
                List<Long> pids = scene.begin(2).stream().map(Admin.Seen::pid).toList();
                scene.killOrchestrator();
                scene.load().awaitCalls(200);

                assertThat(once(scene, "timeout=4s", "fallback=none"))
                        .containsPattern("FAILED io.msagent.(NoInstance|DeadlineExceeded)Exception");
                assertThat(once(scene, "timeout=4s", "fallback=local")).matches("0 \\d+ 1\n");

                Path out = folder.resolve("waiting.out");
                Process waiting = scene.program("kitchen.Counting", List.of("timeout=10m", "fallback=none"), "1")
                        .start(out, folder.resolve("waiting.err"));
                try {
                    scene.load().awaitCalls(200);
                    assertThat(Files.readString(out)).as("waits").isEmpty();
                    scene.startOrchestrator(options);
                    assertThat(waiting.waitFor(4, TimeUnit.MINUTES)).isTrue();
                    assertThat(Files.readString(out))
                            .as("answered by another process")
                            .matches("0 \\d+ 1\n")
                            .doesNotContain(" " + waiting.pid() + " ");
                } finally {
                    waiting.destroyForcibly();
                }
                assertThat(Waits.serving(scene.admin(), LoadProgram.SERVICE, 2))
                        .as("taken up")
                        .extracting(Admin.Seen::pid)
                        .containsExactlyInAnyOrderElementsOf(pids);
                scene.load().endWithoutFailure();
            }
        }
    }

    /** Calls once a service that nobody serves. */
    private static String once(Scene scene, String... settings) {
        Program.Result result =
                scene.program("kitchen.Counting", List.of(settings), "1").run();
        return result.out();
    }
}
