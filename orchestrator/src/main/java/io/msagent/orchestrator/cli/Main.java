package io.msagent.orchestrator.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Where {@code bin/orchestrator} begins. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new RunCommand());
        commandLine.setParameterExceptionHandler((wrong, arguments) -> {
            PrintWriter err = wrong.getCommandLine().getErr();
            err.println(wrong.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
            err.println("Try " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help.");
            return CommandLine.ExitCode.USAGE;
        });
        return commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof NotRunningException) {
                command.getErr().println(failure.getMessage());
                return NotRunningException.EXIT_CODE;
            }
            if (failure instanceof NotThereException) {
                command.getErr().println(failure.getMessage());
                return NotThereException.EXIT_CODE;
            }
            if (failure instanceof CommandFailedException) {
                command.getErr().println(failure.getMessage());
                return 1;
            }
            throw failure;
        });
    }
}
