package io.msagent.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir
    Path temp;

    @Test
    void isTheOwnersAloneAndKeepsItsWord() throws Exception {
        Path folder = temp.resolve("state");
        OrchestratorInfo info = new OrchestratorInfo("http://r", "http://a", "/t", 7, "", AdminTls.NONE);
        try (StateFolder state = StateFolder.take(folder, 1)) {
            assertThat(permissions(folder)).isEqualTo("rwx------");
            assertThat(permissions(state.folder("logs"))).isEqualTo("rwx------");
            state.publish(info);
            assertThat(StateFolder.info(folder)).contains(info);
        }
        assertThat(StateFolder.info(folder)).isEmpty();
        StateFolder.take(folder, 1).close();
    }

    @Test
    void aFolderThatOthersReadIsRefused() throws Exception {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(() -> StateFolder.take(temp, 1))
                .hasMessageContaining("rwxr-x--- (expected: rwx------; run: chmod");
    }

    private static String permissions(Path folder) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
