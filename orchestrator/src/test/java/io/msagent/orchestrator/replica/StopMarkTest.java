package io.msagent.orchestrator.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopMarkTest {
    @TempDir
    Path folder;

    @Test
    void oneSeesToIt() throws Exception {
        StopMark mine = StopMark.mine(false);
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        StopMark another = new StopMark(
                parent.pid(), parent.info().startInstant().orElseThrow().toString(), true);

        assertThat(another.set(folder)).isTrue();
        assertThat(mine.set(folder)).isFalse();
        assertThat(StopMark.read(folder)).contains(another);
        assertThat(another.isSeenTo()).isTrue();

        StopMark.remove(folder);
        assertThat(StopMark.read(folder)).isEmpty();
        assertThat(mine.set(folder)).isTrue();
    }

    @Test
    void whoHasDiedIsReplaced() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        StopMark dead = new StopMark(process.pid(), Instant.now().toString(), true);
        assertThat(dead.set(folder)).isTrue();
        assertThat(dead.isSeenTo()).isFalse();

        StopMark mine = StopMark.mine(false);

        assertThat(mine.set(folder)).isTrue();
        assertThat(StopMark.read(folder)).contains(mine);
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("stopping"));
        assertThat(folder.toFile().list()).hasSize(1);
    }
}
