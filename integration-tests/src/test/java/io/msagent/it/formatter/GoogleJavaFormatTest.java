package io.msagent.it.formatter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** google-java-format's published jar, with two of its methods named in the configuration and nothing changed. */
class GoogleJavaFormatTest {
    private static final String INCLUDE =
            "include=com.google.googlejavaformat.java.RemoveUnusedImports#removeUnusedImports,"
                    + "com.google.googlejavaformat.java.ImportOrderer#reorderImports";

    @TempDir
    Path folder;

    private static Program formatter(List<Path> files, String... options) {
        Path jar = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> entry.contains("google-java-format"))
                .map(Path::of)
                .findFirst()
                .orElseThrow();
        List<String> arguments = new ArrayList<>(List.of(options));
        files.forEach(file -> arguments.add(file.toString()));
        Program program = Program.jar(jar, arguments.toArray(String[]::new));
        for (String name : List.of("api", "code", "file", "parser", "tree", "util")) {
            program.jvm("--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
        }
        return program;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Paths.ROOT.resolve("agent/core/src/main/java"))) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .sorted()
                    .limit(12)
                    .toList();
        }
    }

    @Test
    void formatsRealFilesAsBefore() throws IOException {
        List<Path> files = sources();
        Program.Result plain = formatter(files).run();
        assertThat(plain.status()).as(plain.err()).isZero();

        Path stats = folder.resolve("stats.json");
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Program.Result remote = formatter(files)
                    .agent(orchestrator.settings(INCLUDE, "timeout=60s", "fallback=none", "stats.file=" + stats))
                    .run();

            assertThat(remote.status()).as(remote.err()).isZero();
            assertThat(remote.out()).isEqualTo(plain.out());
            JsonNode methods = new ObjectMapper().readTree(stats.toFile()).get("methods");
            assertThat(methods).hasSize(2);
            for (JsonNode method : methods) {
                assertThat(method.get("remote").asInt()).as(method.toString()).isEqualTo(files.size());
                assertThat(method.get("local").asInt()).isZero();
                assertThat(orchestrator.pids(method.get("service").asText()))
                        .as("provider processes of %s", method)
                        .isNotEmpty()
                        .doesNotContain(ProcessHandle.current().pid());
            }
        }
    }

    @Test
    void aSyntaxErrorIsReportedAsBefore() throws IOException {
        Path broken =
                Files.writeString(folder.resolve("Broken.java"), "import java.util.List;\nclass Broken { void }\n");
        Program.Result plain = formatter(List.of(broken), "--fix-imports-only").run();
        assertThat(plain.status()).isEqualTo(1);
        assertThat(plain.err()).contains("Broken.java").contains("error");

        Path stats = folder.resolve("stats.json");
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Program.Result remote = formatter(List.of(broken), "--fix-imports-only")
                    .agent(orchestrator.settings(INCLUDE, "timeout=60s", "fallback=none", "stats.file=" + stats))
                    .run();

            assertThat(remote.err()).isEqualTo(plain.err());
            assertThat(remote.status()).isEqualTo(1);
            JsonNode methods = new ObjectMapper().readTree(stats.toFile()).get("methods");
            assertThat(methods).hasSize(1);
            assertThat(methods.get(0).get("remote").asInt()).isEqualTo(1);
            assertThat(methods.get(0).get("threw").asInt()).isEqualTo(1);
        }
    }
}
