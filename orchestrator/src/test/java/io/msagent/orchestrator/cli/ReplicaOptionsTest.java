package io.msagent.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What one orchestrator tells the next on its command line, and what it does not. */
class ReplicaOptionsTest {

    @Test
    void peersGetTheSameOptionsButNoSecretAndNothingOfOnesOwn() {
        CommandLine line = Main.commandLine();
        line.parseArgs(
                "--replicas=3",
                "--consul",
                "http://127.0.0.1:8500",
                "--consul-token",
                "secret-1",
                "--provider-consul-token=secret-2",
                "--leave-running",
                "--ready-file",
                "ready.json",
                "--slot",
                "2",
                "--host",
                "alpha");

        assertThat(ReplicaOptions.forPeers(line.getCommandSpec()))
                .containsExactlyInAnyOrder(
                        "--replicas=3", "--consul=http://127.0.0.1:8500", "--leave-running", "--host=alpha");
    }

    @ParameterizedTest
    @CsvSource({
        "--replicas=0, --replicas: 0 (expected: a whole number from 1 to 9)",
        "--replicas=10, --replicas: 10",
        "--slot=2, --slot: 2",
        "--host=a/b, --host: a/b (expected: letters"
    })
    void refusesWithValueAndWhatIsAllowed(String argument, String message) {
        CommandLine line = new CommandLine(new ReplicaCommand());
        line.parseArgs(argument);
        ReplicaCommand command = line.getCommand();

        assertThatThrownBy(() -> command.replicas.place(
                        line.getCommandSpec(),
                        Map.of(),
                        (option, value, expected) -> new CommandLine.ParameterException(
                                line, option + ": " + value + " (expected: " + expected + ")")))
                .hasMessageContaining(message);
    }

    @CommandLine.Command
    private static final class ReplicaCommand {
        @CommandLine.Mixin
        private ReplicaOptions replicas = new ReplicaOptions();
    }
}
