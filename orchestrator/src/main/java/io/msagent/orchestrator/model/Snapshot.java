package io.msagent.orchestrator.model;

import java.util.List;

/**
 * All services and hosts, as seen at one moment.
 *
 * @param services by name
 * @param hosts by name
 */
public record Snapshot(List<ServiceState> services, List<HostState> hosts) {
    /** Copies the lists. */
    public Snapshot {
        services = List.copyOf(services);
        hosts = List.copyOf(hosts);
    }
}
