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
            err.println(Printable.text(String.valueOf(wrong.getMessage())));
            CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
            err.println("Try " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help.");
            return CommandLine.ExitCode.USAGE;
        });
        commandLine.setExecutionStrategy(parsed -> {
            refuseWhatWouldBeLost(parsed);
            return new CommandLine.RunLast().execute(parsed);
        });
        return commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof NotRunningException) {
                command.getErr().println(Printable.text(String.valueOf(failure.getMessage())));
                return NotRunningException.EXIT_CODE;
            }
            if (failure instanceof NotThereException) {
                command.getErr().println(Printable.text(String.valueOf(failure.getMessage())));
                return NotThereException.EXIT_CODE;
            }
            if (failure instanceof CommandFailedException) {
                command.getErr().println(Printable.text(String.valueOf(failure.getMessage())));
                return 1;
            }
            throw failure;
        });
    }

    /** Options before a command are those of the orchestrator itself: the command would act on something else than was said. */
    private static void refuseWhatWouldBeLost(CommandLine.ParseResult parsed) {
        if (!parsed.hasSubcommand() || parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested()) {
            return;
        }
        CommandLine command = parsed.subcommand().commandSpec().commandLine();
        parsed.matchedOptions().stream().findFirst().ifPresent(option -> {
            throw new CommandLine.ParameterException(
                    command,
                    option.longestName() + ": before the command " + command.getCommandName()
                            + " (expected: behind it, if the command has that option)");
        });
    }
}
