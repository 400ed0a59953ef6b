package io.msagent.registry.consul.embedded;

/**
 * What bounds this server's memory, so that all of it at once fits the heap of 256 MiB that {@code bin/orchestrator} gives.
 * Consul's own numbers where it has any. BoundsTest fills a server with that heap to all of them.
 */
final class Limits {
    /** Consul's {@code kv_max_value_size}; here for every body. */
    static final int BODY_BYTES = 512 * 1024;

    static final int SERVICES = 5_000;
    static final int CHECKS_OF_A_SERVICE = 16;
    static final int TAGS_OF_A_SERVICE = 64;
    static final int META_KEYS = 64;
    static final int META_KEY_BYTES = 128;
    static final int META_VALUE_BYTES = 512;
    static final int NAME_CHARS = 512;
    static final int OUTPUT_CHARS = 4 * 1024;
    static final int SESSIONS = 1_000;
    static final int CHECKS_OF_A_SESSION = 16;
    static final int KEYS = 20_000;
    static final int KEY_CHARS = 1_024;
    static final long VALUE_BYTES_IN_ALL = 16L * 1024 * 1024;
    /** Of registrations, as they were sent, with room for each check's output. */
    static final long SERVICE_BYTES_IN_ALL = 32L * 1024 * 1024;

    static final int WAITERS = 2_000;
    /** Of requests and answers that are under way. */
    static final long BYTES_UNDER_WAY = 48L * 1024 * 1024;

    private Limits() {}

    /** A bound of one thing. */
    static void check(boolean holds, String what, long limit) {
        require(holds, 400, what, limit);
    }

    /** A bound of all things together. */
    static void checkRoom(boolean holds, String what, long limit) {
        require(holds, 413, what, limit);
    }

    private static void require(boolean holds, int status, String what, long limit) {
        if (!holds) {
            throw new HttpError(
                    status,
                    what + ": more than " + limit + ", the embedded registry's limit; remove some, or use Consul");
        }
    }
}
