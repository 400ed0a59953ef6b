package io.msagent.orchestrator;

import io.msagent.core.registry.RegistryAccess;
import io.msagent.orchestrator.control.CallTls;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.replica.Place;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an orchestrator is to run.
 *
 * @param registryPort port of the embedded registry on the loopback address; 0: any free one
 * @param adminPort port of the admin address on the loopback address; 0: any free one
 * @param consul a Consul to use instead of the embedded registry, and this orchestrator's token for it; or null
 * @param providerToken token for that Consul that providers get, or null for the orchestrator's
 * @param tls how it and its providers speak TLS; null: in clear text
 * @param state folder for everything it keeps
 * @param tokenFile file of the cluster token; made if there is none
 * @param limits the numbers of the plan
 * @param policy between which numbers a service is scaled of which nobody has said anything
 * @param logMaxBytes a provider's log file that is larger is rotated
 * @param logFiles how many log files a provider has at most
 * @param stateStore whether it runs a store of durable states for this machine when a service wants one
 * @param place its place among the orchestrators of its host
 */
public record OrchestratorOptions(
        int registryPort,
        int adminPort,
        @Nullable RegistryAccess consul,
        @Nullable String providerToken,
        @Nullable CallTls tls,
        Path state,
        Path tokenFile,
        Limits limits,
        Policy policy,
        long logMaxBytes,
        int logFiles,
        boolean stateStore,
        Place place) {}
