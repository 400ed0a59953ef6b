package io.msagent.orchestrator.cli;

import java.nio.file.Path;

/** There is no orchestrator to ask. */
final class NotRunningException extends RuntimeException {
    static final int EXIT_CODE = 3;
    private static final long serialVersionUID = 1L;

    NotRunningException(Path state, String why) {
        super("no orchestrator runs with state folder " + state + ": " + why
                + " (start one with: bin/orchestrator; or name its folder with --state)");
    }
}
