package io.msagent.registry.consul.embedded;

/** What bounds this server's memory. Consul's own numbers where it has any. */
final class Limits {
    /** Consul's {@code kv_max_value_size}; here for every body. */
    static final int BODY_BYTES = 512 * 1024;

    static final int SERVICES = 10_000;
    static final int CHECKS_OF_A_SERVICE = 16;
    static final int TAGS_OF_A_SERVICE = 64;
    static final int META_KEYS = 64;
    static final int META_KEY_BYTES = 128;
    static final int META_VALUE_BYTES = 512;
    static final int NAME_CHARS = 512;
    static final int OUTPUT_CHARS = 4 * 1024;
    static final int SESSIONS = 10_000;
    static final int KEYS = 100_000;
    static final int KEY_CHARS = 1_024;
    static final long VALUE_BYTES_IN_ALL = 128L * 1024 * 1024;
    static final int WAITERS = 10_000;

    private Limits() {}

    static void check(boolean holds, String what, long limit) {
        if (!holds) {
            throw HttpError.badRequest(
                    what + ": more than " + limit + ", the embedded registry's limit; remove some, or use Consul");
        }
    }
}
