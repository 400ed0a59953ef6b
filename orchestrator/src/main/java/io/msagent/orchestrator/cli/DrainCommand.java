package io.msagent.orchestrator.cli;

import java.util.Map;
import picocli.CommandLine;

/** Empties a host. */
@CommandLine.Command(
        name = "drain",
        description = "Gives a host no new instances, and moves those it has away; or takes that back.",
        footer = {"  drain build-2", "  drain build-2 --undo"})
final class DrainCommand extends Wish {
    @CommandLine.Parameters(paramLabel = "HOST", description = "A host. See: status.")
    private String host = "";

    @CommandLine.Option(names = "--undo", description = "It takes instances again.")
    private boolean undo;

    @Override
    public Integer call() {
        return make(
                Kind.HOST,
                host,
                "/ms/v1/hosts/" + encoded(host) + "/drain",
                Map.of("draining", !undo),
                host + (undo ? ": takes instances again" : ": takes no new instances, and gives its own away"));
    }
}
