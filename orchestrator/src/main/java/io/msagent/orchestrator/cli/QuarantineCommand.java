package io.msagent.orchestrator.cli;

import java.util.Map;
import picocli.CommandLine;

/** Takes an instance out of service. */
@CommandLine.Command(
        name = "quarantine",
        description =
                "Takes an instance out of service until it is released. Callers go elsewhere; it goes on running.",
        footer = {"  quarantine pricing-4f7a2c --reason 'answers are odd'", "  release pricing-4f7a2c"})
final class QuarantineCommand extends Wish {
    @CommandLine.Parameters(paramLabel = "ID", description = "An instance. See: instances.")
    private String id = "";

    @CommandLine.Option(names = "--reason", paramLabel = "TEXT", description = "For people.", defaultValue = "by hand")
    private String reason = "by hand";

    @Override
    public Integer call() {
        return make(
                Kind.INSTANCE,
                id,
                "/ms/v1/instances/" + encoded(id) + "/quarantine",
                Map.of("reason", reason),
                id + ": quarantined until released");
    }
}
