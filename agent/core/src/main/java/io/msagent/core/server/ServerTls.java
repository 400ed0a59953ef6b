package io.msagent.core.server;

import io.msagent.core.tls.ReloadingTls;

/**
 * How a listener speaks TLS.
 *
 * @param reloading its certificate, and the authorities of its clients' certificates
 * @param clientRequired whether a client must show a certificate of one of these authorities
 */
public record ServerTls(ReloadingTls reloading, boolean clientRequired) {}
