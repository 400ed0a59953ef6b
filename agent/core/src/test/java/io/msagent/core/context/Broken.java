package io.msagent.core.context;

import io.msagent.CallContextCarrier;
import java.util.Map;

/** A carrier that fails in the one way that a test asks for. */
public final class Broken implements CallContextCarrier {
    /** What is to fail. */
    public enum Part {
        CAPTURE,
        RESTORE,
        CLOSE,
        SIZE,
        NONE
    }

    /** What fails now. */
    public static volatile Part part = Part.NONE;

    /** An application with the carrier that works and, after it, this one. */
    public static AppContext application() {
        return TestContexts.with(Tenant.class, Broken.class);
    }

    private static void fail(Part here) {
        if (part == here) {
            throw new IllegalStateException("broken on purpose: " + here);
        }
    }

    @Override
    public Map<String, String> capture() {
        fail(Part.CAPTURE);
        return Map.of("broken", part == Part.SIZE ? "x".repeat(5_000) : "yes");
    }

    @Override
    public Restored restore(Map<String, String> values) {
        fail(Part.RESTORE);
        return () -> fail(Part.CLOSE);
    }
}
