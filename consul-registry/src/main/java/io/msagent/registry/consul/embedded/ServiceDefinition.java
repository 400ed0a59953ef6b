package io.msagent.registry.consul.embedded;

import java.time.Duration;
import java.util.List;

/**
 * What is to be registered.
 *
 * @param bytes of the registration, as it was sent
 */
record ServiceDefinition(Service service, List<TtlCheck> checks, int bytes) {

    /** What it takes of {@link Limits#SERVICE_BYTES_IN_ALL}. */
    long weight() {
        return bytes + (long) checks.size() * Limits.OUTPUT_CHARS;
    }

    /**
     * A check to be registered with a service.
     *
     * @param deregisterAfter critical for this long, the service is removed; zero means never
     */
    record TtlCheck(Check check, Duration ttl, Duration deregisterAfter) {}
}
