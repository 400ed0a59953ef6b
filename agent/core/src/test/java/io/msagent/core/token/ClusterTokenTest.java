package io.msagent.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTokenTest {
    private static final String SECRET = "sesame-sesame-sesame";

    @TempDir
    Path folder;

    @Test
    void isMadeOnceForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("made/for/token");
        ClusterToken made = ClusterToken.readOrCreate(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(made.secret()).matches("[0-9a-f]{64}");
        assertThat(ClusterToken.readOrCreate(file).secret()).isEqualTo(made.secret());
        assertThat(ClusterToken.read(file)).map(ClusterToken::secret).contains(made.secret());
        assertThat(file.getParent()).as("nothing is left beside it").isDirectoryNotContaining(p -> !p.equals(file));
    }

    @Test
    void twoFilesHoldDifferentTokens() {
        assertThat(ClusterToken.readOrCreate(folder.resolve("a")).secret())
                .isNotEqualTo(ClusterToken.readOrCreate(folder.resolve("b")).secret());
    }

    @Test
    void threadsThatMakeItAtOnceGetTheSame() throws Exception {
        int threads = 16;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 20; round++) {
                Path file = folder.resolve("token" + round);
                Callable<String> make = () -> {
                    together.await();
                    return ClusterToken.readOrCreate(file).secret();
                };
                Set<String> secrets = new HashSet<>();
                List<Future<String>> running = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    running.add(pool.submit(make));
                }
                for (Future<String> one : running) {
                    secrets.add(one.get());
                }
                assertThat(secrets).hasSize(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void processesThatMakeItAtOnceGetTheSame() throws Exception {
        Path file = folder.resolve("token");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            TokenMaker.class.getName(),
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        Set<String> printed = new HashSet<>();
        for (Process process : processes) {
            printed.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
            assertThat(process.waitFor()).isZero();
        }
        assertThat(printed).containsExactly(Files.readString(file).strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "fifteen-letters", "sixteen letters!", "sixteen-lettersü"})
    void aWeakTokenIsRefusedAndNotShown(String text) {
        assertThatThrownBy(() -> ClusterToken.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cluster token: " + text.length()
                        + " characters (expected: at least 16 visible ASCII characters and nothing else)");
    }

    @Test
    void aFileWithAWeakTokenIsNamed() throws IOException {
        Path file = ownersFile("short");
        assertThatThrownBy(() -> ClusterToken.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("token file " + file + ": 5 characters (expected: at least 16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    void aFileThatOthersMayUseIsRefused(String permissions) throws IOException {
        Path file = ownersFile(SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> ClusterToken.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("token file " + file + ": permissions " + permissions
                        + " (expected: rw-------; run: chmod 600 " + file + ")");
    }

    @Test
    void aLinkCountsAsWhatItPointsTo() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), ownersFile(SECRET));
        assertThat(ClusterToken.read(link)).map(ClusterToken::secret).contains(SECRET);
    }

    @Test
    void noFileIsNoToken() {
        assertThat(ClusterToken.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> ClusterToken.read(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("token file " + folder + " cannot be read");
    }

    @Test
    void matchesItsOwnHeaderOnly() {
        ClusterToken token = ClusterToken.of(SECRET);
        assertThat(token.matches("Bearer " + SECRET)).isTrue();
        assertThat(token.matches(token.header())).isTrue();
        assertThat(token.matches(null)).isFalse();
        assertThat(token.matches("")).isFalse();
        assertThat(token.matches(SECRET)).isFalse();
        assertThat(token.matches("Bearer " + SECRET + "x")).isFalse();
        assertThat(token.matches("Bearer sesame-sesame-sesamf")).isFalse();
    }

    @Test
    void itsTextShowsNothing() {
        assertThat(ClusterToken.of(SECRET)).hasToString("ClusterToken");
    }

    private Path ownersFile(String text) throws IOException {
        Path file = Files.createFile(
                folder.resolve("token"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text + "\n");
    }
}
