package io.msagent.orchestrator.control;

import java.util.List;

/**
 * All services, as seen at one moment.
 *
 * @param services by name
 */
record Snapshot(List<ServiceState> services) {
    Snapshot {
        services = List.copyOf(services);
    }
}
