package io.msagent.orchestrator.control;

import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.token.ClusterToken;
import org.jspecify.annotations.Nullable;

/**
 * Who an orchestrator is, and what its children must know.
 *
 * @param id its id in the registry
 * @param host name of its machine
 * @param registry how the children reach the registry; without a token they send the cluster token to one of this machine
 * @param token the cluster token
 * @param tls how it and its children speak TLS; null: in clear text
 */
public record Identity(String id, String host, RegistryAccess registry, ClusterToken token, @Nullable CallTls tls) {}
