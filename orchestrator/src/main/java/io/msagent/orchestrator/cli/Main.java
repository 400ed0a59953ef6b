package io.msagent.orchestrator.cli;

import picocli.CommandLine;

/** Where {@code bin/orchestrator} begins. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new RunCommand()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof NotRunningException) {
                command.getErr().println(failure.getMessage());
                return NotRunningException.EXIT_CODE;
            }
            if (failure instanceof CommandFailedException) {
                command.getErr().println(failure.getMessage());
                return 1;
            }
            throw failure;
        });
    }
}
