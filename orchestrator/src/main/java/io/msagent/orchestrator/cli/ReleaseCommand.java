package io.msagent.orchestrator.cli;

import java.util.Map;
import picocli.CommandLine;

/** Ends what quarantine or quiesce began. */
@CommandLine.Command(
        name = "release",
        description = "Ends what quarantine or quiesce began.",
        footer = "  release pricing-4f7a2c")
final class ReleaseCommand extends Wish {
    @CommandLine.Parameters(paramLabel = "ID", description = "An instance. See: instances.")
    private String id = "";

    @Override
    public Integer call() {
        return make(Kind.INSTANCE, id, "/ms/v1/instances/" + encoded(id) + "/release", Map.of(), id + ": released");
    }
}
