package io.msagent.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.store.AdminTls;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person can do wrong with files is one line, and no stack trace. */
class FailuresTest {
    @TempDir
    Path folder;

    @Test
    void aStateFolderThatIsAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertOneLine(file, "state folder " + file + " cannot be read: ");
    }

    @Test
    void aStateFolderBelowAFile() throws IOException {
        Path below = Files.createFile(folder.resolve("file")).resolve("below");
        assertOneLine(below, "state folder " + below + " cannot be read: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"adm",
                "{}",
                "[1]",
                "{\"registry\":\"r\",\"admin\":\"a\",\"tokenFile\":\"t\",\"pid\":1,\"started\":\"then\",\"tls\":{}}"
            })
    void aDescriptionThatIsNotWhole(String text) throws IOException {
        Path file = Files.createDirectories(StateFolder.slotFolder(folder, 1)).resolve("orchestrator.json");
        Files.writeString(file, text);
        assertOneLine(folder, file + " cannot be read: ");
    }

    @Test
    void aTokenFileThatAllMayRead() throws Exception {
        Path token = folder.resolve("token");
        assertThat(ClusterToken.readOrCreate(token)).isNotNull();
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        Path state = folder.resolve("state");
        try (StateFolder slot = StateFolder.take(state, 1)) {
            slot.publish(new OrchestratorInfo(
                    "http://127.0.0.1:1",
                    "http://127.0.0.1:1",
                    token.toString(),
                    ProcessHandle.current().pid(),
                    "",
                    AdminTls.NONE));
            assertOneLine(state, "token");
        }
    }

    private static void assertOneLine(Path state, String said) {
        Cli.Ran ran = new Cli(state).run("status");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(said).doesNotContain("\tat ");
        assertThat(ran.err().lines()).hasSize(1);
    }
}
