package io.msagent.core.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an instance says of itself when it registers.
 *
 * @param id unique in the registry; registering it again replaces the registration
 * @param service the service's name
 * @param host address to call
 * @param port port to call
 * @param tags shown in the registry's UI
 * @param meta what {@link InstanceMeta} names; values are cut to 512 bytes of UTF-8, Consul's limit
 * @param ttl without a beat for this long the instance is critical
 * @param deregisterAfter critical for this long, it is removed; the registry may have a minimum (Consul: one minute)
 */
public record Registration(
        String id,
        String service,
        String host,
        int port,
        List<String> tags,
        Map<String, String> meta,
        Duration ttl,
        Duration deregisterAfter) {

    /** Copies the collections. */
    public Registration {
        tags = List.copyOf(tags);
        meta = Map.copyOf(meta);
    }
}
