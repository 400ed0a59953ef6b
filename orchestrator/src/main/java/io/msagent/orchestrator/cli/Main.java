package io.msagent.orchestrator.cli;

import io.msagent.core.log.Log;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;

/** Where {@code bin/orchestrator} begins. */
public final class Main {
    private static final String STORE_ADDRESS = "h2.bindAddress";

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        if (System.getProperty(STORE_ADDRESS) == null) {
            // as bin/orchestrator says it; H2 would listen on every address else, so the state store would not start
            System.setProperty(STORE_ADDRESS, "127.0.0.1");
        }
        CommandLine commandLine = commandLine();
        // unlike picocli's own it tells of a reader that has gone
        System.exit(commandLine
                .setOut(new PrintWriter(System.out, true, Charset.defaultCharset()))
                .execute(arguments));
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
            command.getErr().println(Printable.text(Failures.line(failure)));
            command.getErr().flush();
            Log.write(Log.Level.DEBUG, "the command has failed", failure);
            return Failures.code(failure);
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
