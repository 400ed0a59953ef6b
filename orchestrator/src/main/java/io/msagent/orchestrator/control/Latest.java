package io.msagent.orchestrator.control;

import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.observe.Observation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the last round has seen. Immutable but for the records in the observation, which only the control thread uses.
 *
 * @param services by name
 * @param troubles why services are not as wanted
 * @param gone instances that were seen to end lately and are forgotten
 * @param leads whether this orchestrator led then
 * @param supervises whether it supervised its host then
 */
record Latest(
        Observation seen,
        Map<String, ServiceState> services,
        Map<String, String> troubles,
        List<Gone> gone,
        Orchestrators orchestrators,
        boolean leads,
        boolean supervises) {

    static Latest nothing() {
        return new Latest(Observation.nothing(), Map.of(), Map.of(), List.of(), Orchestrators.nobody(), false, false);
    }

    static Map<String, ServiceState> byName(List<ServiceState> services) {
        Map<String, ServiceState> byName = new HashMap<>(services.size() * 2);
        services.forEach(service -> byName.put(service.name(), service));
        return byName;
    }

    /** Whether a round has seen anything yet. */
    boolean isSomething() {
        return !services.isEmpty() || !seen.snapshot().hosts().isEmpty();
    }

    /** All instances, of all services. */
    List<InstanceState> instances() {
        return services.values().stream()
                .flatMap(service -> service.instances().stream())
                .toList();
    }
}
