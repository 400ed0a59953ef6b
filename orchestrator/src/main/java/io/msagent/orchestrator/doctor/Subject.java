package io.msagent.orchestrator.doctor;

import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.StateFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be looked at.
 *
 * @param state the state folder
 * @param home where the project was found; the agent's jar is below it
 * @param version release of this program; empty if it is not packaged
 * @param registryPort port that the embedded registry would have
 * @param adminPort port that the first orchestrator would have
 * @param consul a Consul, with the rights of an orchestrator; null: none is looked at from here
 * @param connector how it is reached
 */
public record Subject(
        Path state,
        Path home,
        String version,
        int registryPort,
        int adminPort,
        @Nullable RegistryAccess consul,
        Supplier<RegistryFactory> connector) {

    /** The orchestrators of the state folder that run. */
    List<OrchestratorInfo> running() {
        try {
            return StateFolder.infos(state).stream()
                    .filter(OrchestratorInfo::lives)
                    .toList();
        } catch (UncheckedIOException e) {
            return List.of();
        }
    }

    /** File of the cluster token. */
    Path tokenFile() {
        Optional<OrchestratorInfo> one = running().stream().findFirst();
        return one.map(info -> Path.of(info.tokenFile())).orElse(state.resolve("token"));
    }
}
