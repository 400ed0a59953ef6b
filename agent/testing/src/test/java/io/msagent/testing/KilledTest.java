package io.msagent.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sample.Trials;

/** A JVM of tests that is killed in the middle of one; its paths have spaces. */
@Tag("once")
class KilledTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    /** Runs the test that does not end. */
    public static final class Main {
        private Main() {}

        public static void main(String[] args) {
            Kit.run(Trials.Endless.class);
        }
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tem porary"));
        Path classes = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path linked = Files.createSymbolicLink(folder.resolve("test classes"), classes);
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).equals(classes) ? linked.toString() : entry)
                .collect(Collectors.joining(File.pathSeparator));
        Path out = folder.resolve("out.txt");
        Process killed = new ProcessBuilder(
                        JvmOptions.java(),
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        classPath,
                        Main.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        List<ProcessHandle> all;
        try {
            await("a provider").atMost(LONG).until(() -> Files.readString(out).contains("served by "));
            all = killed.descendants().toList();
            // at least the mode's JVM, the cluster, the provider
            assertThat(all).hasSizeGreaterThanOrEqualTo(3).allMatch(ProcessHandle::isAlive);
        } finally {
            killed.destroyForcibly();
        }
        await("their end").atMost(LONG).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        await("an empty folder").atMost(LONG).until(() -> temporary.toFile().list().length == 0);
    }
}
