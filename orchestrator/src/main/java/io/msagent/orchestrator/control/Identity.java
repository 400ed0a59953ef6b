package io.msagent.orchestrator.control;

import io.msagent.core.token.ClusterToken;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who an orchestrator is, and what its children must know.
 *
 * @param id its id in the registry
 * @param host name of its machine
 * @param registry base of the registry's HTTP API
 * @param token the cluster token
 * @param registryToken token for the registry, if it is not the cluster token
 */
public record Identity(
        String id,
        String host,
        URI registry,
        ClusterToken token,
        @Nullable String registryToken) {}
