package io.msagent.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.launch.Launch;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LaunchRulesTest {
    private static final Launch GOOD = launch(List.of("/bin/sh", "-c", "true"), "/", Map.of("A", "b"), List.of("x.Y"));

    @Test
    void aGoodOnePasses() {
        assertThat(LaunchRules.fault("pricing", "d1", GOOD)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultsAreNamed(String service, String digest, Launch launch, String expected) {
        assertThat(LaunchRules.fault(service, digest, launch).orElse("no fault"))
                .startsWith(expected);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("Pricing", "d1", GOOD, "service: Pricing (expected: a DNS label"),
                Arguments.of("../x", "d1", GOOD, "service: ../x"),
                Arguments.of("a".repeat(64), "d1", GOOD, "service: "),
                Arguments.of("pricing", "", GOOD, "digest: "),
                Arguments.of("pricing", "d1", launch(List.of(), "/", Map.of(), List.of()), "launch.command: empty"),
                Arguments.of("pricing", "d1", launch(List.of("sh"), "/", Map.of(), List.of()), "launch.command: sh"),
                Arguments.of(
                        "pricing", "d1", launch(List.of("/bin"), "/", Map.of(), List.of()), "launch.command: /bin"),
                Arguments.of(
                        "pricing",
                        "d1",
                        launch(List.of("/etc/passwd"), "/", Map.of(), List.of()),
                        "launch.command: /etc/passwd"),
                Arguments.of(
                        "pricing",
                        "d1",
                        launch(List.of("/bin/sh", "a\0b"), "/", Map.of(), List.of()),
                        "launch.command: c"),
                Arguments.of(
                        "pricing", "d1", launch(List.of("/bin/sh"), ".", Map.of(), List.of()), "launch.directory: ."),
                Arguments.of(
                        "pricing",
                        "d1",
                        launch(List.of("/bin/sh"), "/no/such", Map.of(), List.of()),
                        "launch.directory"),
                Arguments.of(
                        "pricing", "d1", launch(List.of("/bin/sh"), "/", Map.of("A=B", "c"), List.of()), "launch.env"),
                Arguments.of(
                        "pricing",
                        "d1",
                        launch(List.of("/bin/sh"), "/", Map.of(), List.of("x,y")),
                        "launch.classes: x,y"),
                Arguments.of(
                        "pricing",
                        "d1",
                        launch(Collections.nCopies(1_025, "/bin/sh"), "/", Map.of(), List.of()),
                        "launch: 1025 items"),
                Arguments.of(
                        "pricing",
                        "d1",
                        launch(List.of("/bin/sh", "x".repeat(300_000)), "/", Map.of(), List.of()),
                        "launch: 2 items of 300007 bytes"));
    }

    private static Launch launch(
            List<String> command, String directory, Map<String, String> environment, List<String> classes) {
        return new Launch(command, directory, environment, classes);
    }
}
