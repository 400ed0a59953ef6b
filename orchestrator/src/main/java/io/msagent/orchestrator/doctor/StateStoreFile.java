package io.msagent.orchestrator.doctor;

import io.msagent.orchestrator.replica.StateStoreHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The store of durable states: whether there is one, and whether somebody runs it. */
final class StateStoreFile {
    private static final String CHECK = "state store";

    private StateStoreFile() {}

    static List<Finding> examine(Subject subject) {
        Path folder = subject.state().resolve(StateStoreHost.FOLDER);
        if (!Files.exists(folder)) {
            return List.of(Finding.ok(CHECK, "none yet; the first service with durable state brings it"));
        }
        if (StateStoreHost.isRun(subject.state())) {
            return List.of(Finding.ok(CHECK, folder + " is run by an orchestrator"));
        }
        return List.of(
                subject.running().isEmpty()
                        ? Finding.ok(CHECK, folder + " is there; an orchestrator runs it when a service wants it")
                        : Finding.warn(
                                CHECK,
                                folder + " is there and nobody runs it",
                                "all is well if no service with durable state runs now, or with --state-store off; else"
                                        + " see what the orchestrator's output says of the state store"));
    }
}
