package io.msagent.core.stateful;

import java.nio.charset.StandardCharsets;

/**
 * A key in the registry that says: its data is older than any lease from before it, so where no lock is, nobody believes to
 * hold one.
 */
public final class SettledMark {
    /** Beside the leases of services. */
    public static final String KEY = "ms-agent-leases/settled";

    private SettledMark() {}

    /** What stands under it; that it is there is what counts. */
    public static byte[] value() {
        return "{\"settled\":true}".getBytes(StandardCharsets.UTF_8);
    }
}
