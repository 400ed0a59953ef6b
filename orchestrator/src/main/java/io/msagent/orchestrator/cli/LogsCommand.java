package io.msagent.orchestrator.cli;

import io.msagent.orchestrator.admin.AdminServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Shows what an instance wrote. */
@CommandLine.Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows the last lines of an instance's output.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:shown", "1:no such output", "2:wrong arguments", "3:no orchestrator runs"})
final class LogsCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private StateOption state = new StateOption();

    @CommandLine.Parameters(
            paramLabel = "NAME",
            description = "An instance, or a service: its newest instance then. See: status.")
    private String name = "";

    @CommandLine.Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many lines (default: ${DEFAULT-VALUE}).")
    private int lines;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
        String path = AdminServer.LOGS_PATH + URLEncoder.encode(name, StandardCharsets.UTF_8) + "?lines=" + lines;
        String text = new AdminClient(state.folder()).get(path);
        if (text.isEmpty()) {
            spec.commandLine().getErr().println(name + " has written nothing so far");
        }
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
