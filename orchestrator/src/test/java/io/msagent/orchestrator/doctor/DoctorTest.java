package io.msagent.orchestrator.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.RegistryAccess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is seen, and what to do is said. */
class DoctorTest {
    @TempDir
    Path folder;

    private Path state;

    @BeforeEach
    void makeAStateFolder() throws Exception {
        state = Files.createDirectory(
                folder.resolve("state"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Test
    void aFolderThatOthersCanReadFails() throws Exception {
        assertFinds("state folder", "ok", "yours alone", "");
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-x---"));
        assertFinds("state folder", "fail", "has permissions rwxr-x---", "chmod 700 " + state);
    }

    @Test
    void aTokenThatOthersCanReadFails() throws Exception {
        Path token = Files.writeString(state.resolve("token"), "0123456789abcdef0123456789abcdef\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        assertFinds("token file", "fail", "run: chmod 600 " + token, "do as the message says");
    }

    @Test
    void whoHasAPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finding finding = find("admin port", subject(taken.getLocalPort(), null));
            assertThat(finding.level()).isEqualTo("warn");
            assertThat(finding.detail())
                    .contains(taken.getLocalPort() + " is used by pid "
                            + ProcessHandle.current().pid());
            assertThat(finding.hint()).contains("--admin-port");
        }
    }

    @Test
    void aJarThatIsNoneFails() throws Exception {
        assertFinds("agent jar", "warn", "is not there", "bin/demo builds it");
        Path jar = folder.resolve("agent/dist/target/ms-agent.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "no jar");
        assertFinds("agent jar", "fail", "cannot be read", "build it again");
    }

    @Test
    void aConsulThatIsAwayFails() {
        Finding finding = find("registry", subject(0, RegistryAccess.of(URI.create("http://127.0.0.1:1"), null)));
        assertThat(finding.level()).isEqualTo("fail");
        assertThat(finding.detail()).startsWith("http://127.0.0.1:1 does not answer");
    }

    private void assertFinds(String check, String level, String detail, String hint) {
        Finding finding = find(check, subject(0, null));
        assertThat(finding.level()).as(finding.toString()).isEqualTo(level);
        assertThat(finding.detail()).contains(detail);
        assertThat(finding.hint()).contains(hint);
    }

    private static Finding find(String check, Subject subject) {
        return Doctor.examine(subject).stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private Subject subject(int adminPort, RegistryAccess consul) {
        return new Subject(state, folder, "0.1.0", 0, adminPort, consul, () -> {
            throw new IllegalStateException("nobody connects");
        });
    }
}
