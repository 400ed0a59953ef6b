package io.msagent.orchestrator.cli;

import java.nio.file.Path;
import picocli.CommandLine;

/** Which state folder, and so which orchestrator. */
final class StateOption {
    @CommandLine.Option(names = "--state", paramLabel = "DIR", description = "State folder (default: ~/.ms-agent).")
    private Path folder = Path.of(System.getProperty("user.home"), ".ms-agent");

    Path folder() {
        return folder.toAbsolutePath().normalize();
    }
}
