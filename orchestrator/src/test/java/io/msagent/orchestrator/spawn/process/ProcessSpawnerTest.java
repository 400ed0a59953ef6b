package io.msagent.orchestrator.spawn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.orchestrator.spawn.SpawnException;
import io.msagent.orchestrator.spawn.SpawnRequest;
import io.msagent.orchestrator.spawn.Spawned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSpawnerTest {
    @TempDir
    Path folder;

    private ProcessSpawner spawner;

    @BeforeEach
    void open() {
        spawner = new ProcessSpawner(folder, 20_000, 3);
    }

    @AfterEach
    void close() {
        spawner.close();
    }

    @Test
    void aChildIsKnownThoughAStepOfTheClockHasMovedItsStart() throws Exception {
        Spawned child = sh("pricing-clock1", "exec sleep 300");
        Spawned moved = new Spawned(child.id(), child.pid(), child.started().minusSeconds(3_600));
        try {
            // it has its environment, by which it is known, from a moment after its start on
            await().until(() -> spawner.isAlive(moved));
            assertThat(spawner.adopt(moved.id(), moved.pid(), moved.started())).contains(moved);
            assertThat(spawner.isAlive(new Spawned("pricing-other1", moved.pid(), moved.started())))
                    .as("another's process")
                    .isFalse();
        } finally {
            spawner.kill(moved, true);
        }
        ended(child);
        assertThat(spawner.isAlive(moved)).isFalse();
    }

    @Test
    void outputGoesToALogOfItsOwnAndTheEnvironmentIsTheGivenOne() throws Exception {
        Spawned child = sh("pricing-abc123", "env | sort; pwd; read x || echo no input; echo oops >&2; exit 7");
        ended(child);
        assertThat(spawner.tail(child.id(), 100))
                .contains(
                        "MS_INSTANCE=pricing-abc123",
                        "no input",
                        "oops",
                        folder.toRealPath().toString())
                .noneMatch(line -> line.startsWith("HOME="));
        assertThat(spawner.ending(child)).contains("exit code 7");
        assertThat(spawner.tail(child.id(), 1)).containsExactly("oops");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(spawner.log(child.id())))))
                .isEqualTo("rw-------");
        assertThat(spawner.logged("pricing")).containsExactly("pricing-abc123");
        assertThat(spawner.logged("pric")).isEmpty();
    }

    @Test
    void aKilledChildIsSeenToEnd() throws Exception {
        Spawned child = sh("a", "exec sleep 600");
        CountDownLatch heard = new CountDownLatch(1);
        spawner.onEnd(child, heard::countDown);
        assertThat(spawner.isAlive(child)).isTrue();
        assertThat(spawner.ending(child)).isEmpty();
        spawner.kill(child, true);
        assertThat(heard.await(120, TimeUnit.SECONDS)).isTrue();
        assertThat(spawner.isAlive(child)).isFalse();
        assertThat(spawner.ending(child)).contains("ended by signal 9");
    }

    @Test
    void aChildThatWasAskedToEndMayDoSoInItsOwnWay() throws Exception {
        Spawned child = sh("a", "trap 'echo bye; exit 0' TERM; echo here; while true; do sleep 0.1; done");
        await().until(() -> spawner.tail("a", 1).equals(List.of("here")));
        spawner.kill(child, false);
        ended(child);
        assertThat(spawner.tail("a", 1)).containsExactly("bye");
        assertThat(spawner.ending(child)).contains("exit code 0");
    }

    @Test
    void logsAreRotatedWhileTheChildWrites() throws Exception {
        Spawned child = sh("a", "i=0; while true; do i=$((i+1)); echo line $i ----------------------; done");
        Path third = folder.resolve("a.log.2");
        await().until(() -> Files.exists(third));
        long before = Files.size(folder.resolve("a.log"));
        await().until(() -> Files.size(folder.resolve("a.log")) != before);
        spawner.kill(child, true);
        ended(child);
        assertThat(folder.resolve("a.log.3")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(third)))
                .isEqualTo("rw-------");
        // truncated, not left with a hole at the front
        assertThat(spawner.tail("a", 3)).allMatch(line -> line.startsWith("line "));
        assertThat(Files.readString(third)).startsWith("line ").doesNotContain("\0");
    }

    @Test
    void aChildIsTakenUpWhenItsParentIsGone() throws Exception {
        Path told = folder.resolve("told");
        Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $! > " + told).start();
        assertThat(parent.waitFor()).isZero();
        long pid = Long.parseLong(Files.readString(told).strip());
        Instant start =
                ProcessHandle.of(pid).orElseThrow().info().startInstant().orElseThrow();

        assertThat(spawner.adopt("orphan-1", pid, start.minusSeconds(60))).isEmpty();
        Spawned adopted = spawner.adopt("orphan-1", pid, start).orElseThrow();
        spawner.kill(adopted, false);
        await().until(() -> !spawner.isAlive(adopted));
        assertThat(spawner.adopt("orphan-1", pid, start)).isEmpty();
    }

    @Test
    void aChildWhosePidNobodyKnowsIsFoundByItsName() throws Exception {
        Spawned child = sh("named-1", "exec sleep 600");
        await().until(() -> spawner.find("named-1").map(Spawned::pid).equals(Optional.of(child.pid())));
        assertThat(spawner.find("named")).isEmpty();
        spawner.kill(child, true);
        ended(child);
        assertThat(spawner.find("named-1")).isEmpty();
    }

    @Test
    void aProcessWithTheSamePidButAnotherStartIsLeftAlone() throws Exception {
        Spawned child = sh("a", "exec sleep 600");
        Spawned other = new Spawned("b", child.pid(), child.started().minusSeconds(60));
        assertThat(spawner.isAlive(other)).isFalse();
        spawner.kill(other, true);
        assertThat(spawner.isAlive(child)).isTrue();
        spawner.kill(child, true);
        ended(child);
    }

    @Test
    void whatCannotBeStartedSaysWhy() {
        SpawnRequest request = new SpawnRequest("a", List.of("/bin/true"), "/no/such/folder", Map.of());
        assertThatThrownBy(() -> spawner.spawn(request))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("/bin/true cannot be started in /no/such/folder");
    }

    @Test
    void anIdCannotNameAFileElsewhere() {
        assertThatThrownBy(() -> spawner.log("../token")).isInstanceOf(IllegalArgumentException.class);
    }

    private Spawned sh(String id, String script) throws SpawnException {
        return spawner.spawn(new SpawnRequest(
                id,
                List.of("/bin/sh", "-c", script),
                folder.toString(),
                Map.of("PATH", System.getenv("PATH"), "MS_INSTANCE", id)));
    }

    private void ended(Spawned child) {
        await().until(() -> !spawner.isAlive(child) && spawner.ending(child).isPresent());
    }
}
