package io.msagent.orchestrator.cli;

import java.util.Map;
import picocli.CommandLine;

/** Gives an instance no new calls until it is released; those it has end normally. */
@CommandLine.Command(
        name = "quiesce",
        description = "Gives an instance no new calls until it is released; those it has end normally.",
        footer = "  quiesce pricing-4f7a2c")
final class QuiesceCommand extends Wish {
    @CommandLine.Parameters(paramLabel = "ID", description = "An instance. See: instances.")
    private String id = "";

    @Override
    public Integer call() {
        return make(
                Kind.INSTANCE,
                id,
                "/ms/v1/instances/" + encoded(id) + "/quiesce",
                Map.of(),
                id + ": gets no new calls until released");
    }
}
