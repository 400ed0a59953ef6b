package io.msagent.core.config;

/** What a marked method's call does. */
public enum Mode {
    AUTO,
    LOCAL,
    LOOPBACK
}
