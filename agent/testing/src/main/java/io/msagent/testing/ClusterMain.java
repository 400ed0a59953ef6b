package io.msagent.testing;

import io.msagent.orchestrator.Backends;
import io.msagent.orchestrator.Orchestrator;
import io.msagent.orchestrator.OrchestratorOptions;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.replica.Place;
import java.nio.file.Path;
import java.time.Duration;

/** A registry and an orchestrator, in a process that ends, with its providers, when its standard input does. */
final class ClusterMain {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration QUARANTINE = Duration.ofSeconds(10);
    private static final long LOG_BYTES = 10L << 20;

    private ClusterMain() {}

    /** Prints the registry's address when ready; the argument is the folder to work in, which is deleted at the end. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path state = Cluster.state(folder);
        Orchestrator orchestrator = Orchestrator.start(
                new OrchestratorOptions(
                        0,
                        0,
                        null,
                        null,
                        null,
                        state,
                        Cluster.tokenFile(folder),
                        Limits.standard(START_TIMEOUT, QUARANTINE),
                        Policy.standard(),
                        LOG_BYTES,
                        1,
                        true,
                        Place.ALONE),
                Backends.find(),
                request -> System.exit(0));
        // Ctrl-C reaches this process too, but not the providers
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            orchestrator.stopWithProviders();
                            Folders.delete(folder);
                        },
                        "ms-agent-testing-stop"));
        System.out.println(orchestrator.info().registry());
        while (System.in.read() >= 0) {
            // nobody says anything; the end is what counts
        }
        System.exit(0);
    }
}
