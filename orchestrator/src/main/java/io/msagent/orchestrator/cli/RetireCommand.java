package io.msagent.orchestrator.cli;

import java.util.Map;
import picocli.CommandLine;

/** Ends an instance in good order; it is replaced if its service wants so many. */
@CommandLine.Command(
        name = "retire",
        description = "Ends an instance in good order; it is replaced if its service wants so many.",
        footer = "  retire pricing-4f7a2c")
final class RetireCommand extends Wish {
    @CommandLine.Parameters(paramLabel = "ID", description = "An instance. See: instances.")
    private String id = "";

    @Override
    public Integer call() {
        return make(Kind.INSTANCE, id, "/ms/v1/instances/" + encoded(id) + "/retire", Map.of(), id + ": to be ended");
    }
}
