package io.msagent.orchestrator.control;

import io.msagent.core.tls.TlsFiles;

/**
 * How callers, providers and orchestrators speak TLS with one another.
 *
 * @param files authorities, certificate and key; providers get the paths
 * @param clientRequired whether who is called demands a certificate of the caller
 */
public record CallTls(TlsFiles files, boolean clientRequired) {}
