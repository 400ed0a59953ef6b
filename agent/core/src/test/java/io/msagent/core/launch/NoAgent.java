package io.msagent.core.launch;

/** An agent that does nothing. */
public final class NoAgent {
    private NoAgent() {}

    /** Called by the JVM. */
    public static void premain(String options) {}
}
