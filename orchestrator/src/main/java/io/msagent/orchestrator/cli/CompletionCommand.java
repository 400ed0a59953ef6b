package io.msagent.orchestrator.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Prints a script by which a shell completes commands and options. */
@CommandLine.Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints a script for bash or zsh that completes commands and options.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(bin/orchestrator completion)",
            "  bin/orchestrator completion > ~/.local/share/bash-completion/completions/orchestrator"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:wrong arguments"})
final class CompletionCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash(root.getCommandName(), root));
        out.flush();
        return 0;
    }
}
