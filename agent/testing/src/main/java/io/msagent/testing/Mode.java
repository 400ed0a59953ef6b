package io.msagent.testing;

/** How the calls of marked methods are made while a test runs. */
public enum Mode {
    /** Without the agent, in the very JVM of the test: every body runs where it is called. */
    PLAIN,

    /** Under the agent, in one process: arguments, results and exceptions are really copied through the wire. */
    LOOPBACK,

    /**
     * Under the agent, with a registry, an orchestrator and real provider processes. A call never falls back to its local
     * body here.
     */
    PROCESSES,

    /**
     * As {@link #LOOPBACK}, and every call is made as if its first answer had been lost: the body of an idempotent method
     * runs twice, that of any other once. Shows methods that say they are idempotent and are not.
     */
    REPEATED,

    /**
     * As {@link #LOOPBACK}, and each body, which runs once, is watched for what a caller in another process would not see:
     * changed arguments, state kept by the class, identities, fields that do not travel.
     */
    COMPARE
}
