package io.msagent.core.config;

/** Which instances a caller trusts to run the same code. */
public enum Compat {
    DIGEST,
    ANY
}
