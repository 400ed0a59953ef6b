package io.msagent.core.config;

/** What becomes of the application's main in a provider. */
public enum ServeMain {
    REPLACE,
    RUN
}
