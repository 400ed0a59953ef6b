package io.msagent.orchestrator.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
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
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("stopping", "stopping.lock");
    }

    @Test
    void ofManyThatReplaceADeadOneOneSeesToIt() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        StopMark dead = new StopMark(process.pid(), Instant.now().toString(), true);
        StopMark mine = StopMark.mine(false);
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        StopMark another = new StopMark(
                parent.pid(), parent.info().startInstant().orElseThrow().toString(), true);
        for (int i = 0; i < 200; i++) {
            assertThat(dead.set(folder)).isTrue();
            CompletableFuture<Boolean> theirs = CompletableFuture.supplyAsync(() -> set(another));

            boolean ours = set(mine);

            assertThat(ours).isNotEqualTo(theirs.get());
            assertThat(StopMark.read(folder)).contains(ours ? mine : another);
            StopMark.remove(folder);
        }
    }

    private boolean set(StopMark mark) {
        try {
            return mark.set(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
