package io.msagent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process, when things go wrong. How it goes well is shown by bin/demo itself. */
class DemoCommandTest {
    @TempDir
    Path outside;

    private DemoFolder folder;
    private Process process;

    @BeforeEach
    void folderOfARun() throws IOException {
        folder = new DemoFolder(outside.toRealPath().resolve("run"));
        Files.createDirectories(folder.orchestratorJar().getParent());
    }

    @AfterEach
    void leaveNoProcess() {
        if (process != null) {
            process.destroyForcibly();
        }
        Processes.of(folder).forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void aWrongOptionEndsWithStatus2AndLeavesNothing() throws Exception {
        start("--cals", "5");
        assertThat(output()).contains("Unknown option", "--cals", "--calls");
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(folder.root()).doesNotExist();
    }

    @Test
    void aWrongNumberOfCallsIsRefused() throws Exception {
        start("--calls", "0");
        assertThat(output()).contains("--calls: 0 (expected: 1 to 10000000)");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void theStatefulDemoTakesNoOtherOption() throws Exception {
        start("--stateful", "--kill");
        assertThat(output()).contains("--stateful: with other options (expected: alone)");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void anOrchestratorThatDoesNotStartIsReportedWithItsLogWhichIsKept() throws Exception {
        start("--calls", "5");
        assertThat(output())
                .contains(
                        "orchestrator: ended at its start with status 1",
                        "orchestrator.jar",
                        folder.root().toString());
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(folder.log(Orchestrator.LOG)).isNotEmptyFile();
        assertThat(others()).isEmpty();
    }

    @Test
    void aSignalEndsEverythingAndLeavesNothing() throws Exception {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.orchestratorJar()), manifest());
                InputStream type = SleepingProgram.class.getResourceAsStream("SleepingProgram.class")) {
            jar.putNextEntry(new JarEntry("io/msagent/demo/SleepingProgram.class"));
            type.transferTo((OutputStream) jar);
        }
        start("--calls", "5");
        await().atMost(120, TimeUnit.SECONDS)
                .until(() -> folder.tail(Orchestrator.LOG, 1).equals("asleep"));
        assertThat(others()).hasSize(1);
        process.destroy();
        process.waitFor();
        assertThat(others()).isEmpty();
        assertThat(folder.root()).doesNotExist();
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SleepingProgram.class.getName());
        return manifest;
    }

    /** Processes of the run beside the command itself, whose command line holds the folder too. */
    private List<ProcessHandle> others() {
        return Processes.of(folder).stream()
                .filter(p -> p.pid() != process.pid())
                .toList();
    }

    private void start(String... arguments) throws IOException {
        List<String> command = DemoFolder.java(
                "-Ddemo.folder=" + folder.root(),
                "-cp",
                System.getProperty("java.class.path"),
                DemoCommand.class.getName());
        command = new ArrayList<>(command);
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private String output() throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
