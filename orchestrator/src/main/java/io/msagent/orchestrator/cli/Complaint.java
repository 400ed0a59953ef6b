package io.msagent.orchestrator.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Makes what is thrown when a value is not allowed. */
interface Complaint {
    CommandLine.ParameterException of(String option, @Nullable Object value, String expected);

    /** About an argument of that command. */
    static Complaint of(CommandLine.Model.CommandSpec command) {
        return (option, value, expected) -> new CommandLine.ParameterException(
                command.commandLine(), option + ": " + value + " (expected: " + expected + ")");
    }
}
