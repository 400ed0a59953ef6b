package io.msagent.registry.consul.embedded;

import java.time.Duration;
import java.util.List;

/** What is to be registered. */
record ServiceDefinition(Service service, List<TtlCheck> checks) {

    /**
     * A check to be registered with a service.
     *
     * @param deregisterAfter critical for this long, the service is removed; zero means never
     */
    record TtlCheck(Check check, Duration ttl, Duration deregisterAfter) {}
}
