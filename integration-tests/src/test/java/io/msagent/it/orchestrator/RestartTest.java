package io.msagent.it.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Admin;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rolling restart under load: every process is a new one, and there were never fewer than there had to be. */
@Tag("once")
class RestartTest {
    private static final int SIZE = 2;

    @TempDir
    Path folder;

    @Test
    void replacesAllOneAtATimeWithoutAFailedCall() throws Exception {
        try (Scene scene = new Scene(folder, List.of(), "heartbeat.ttl=2m")) {
            Set<Long> old = pids(scene.begin(SIZE));
            Set<Integer> callable = new TreeSet<>();
            scene.command("restart", LoadProgram.SERVICE);
            Waits.until("all are new", () -> {
                callable.add(scene.callable(LoadProgram.SERVICE));
                List<Admin.Seen> serving = scene.admin().serving(LoadProgram.SERVICE);
                return serving.size() == SIZE && serving.stream().noneMatch(one -> old.contains(one.pid()));
            });
            assertThat(callable)
                    .as("instances that the registry offers to callers, whenever it was asked")
                    .allMatch(count -> count >= SIZE);
            Waits.until(
                    "the restart is over",
                    () -> !scene.admin()
                            .service(LoadProgram.SERVICE)
                            .get("restarting")
                            .asBoolean());
            assertThat(old).noneMatch(Waits::alive);
            assertThat(scene.admin().instances(LoadProgram.SERVICE))
                    .filteredOn(one -> old.contains(one.pid()))
                    .extracting(Admin.Seen::state)
                    .containsOnly("retired");
            scene.load().awaitCalls(50);
            scene.load().endWithoutFailure();
        }
    }

    private static Set<Long> pids(List<Admin.Seen> instances) {
        return new TreeSet<>(instances.stream().map(Admin.Seen::pid).toList());
    }
}
