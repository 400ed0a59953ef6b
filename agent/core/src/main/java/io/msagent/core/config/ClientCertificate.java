package io.msagent.core.config;

/** Whether a provider that speaks TLS demands a certificate from its callers. */
public enum ClientCertificate {
    /** Yes, of an authority that {@code tls.ca} names. */
    REQUIRED,
    /** No: the token has to do. */
    NONE
}
