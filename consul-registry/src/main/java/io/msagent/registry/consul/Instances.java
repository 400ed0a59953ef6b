package io.msagent.registry.consul;

import com.orbitz.consul.model.health.HealthCheck;
import com.orbitz.consul.model.health.Service;
import com.orbitz.consul.model.health.ServiceHealth;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Instance.Status;
import java.util.Comparator;
import java.util.List;

/** Consul's service health as instances. */
final class Instances {
    private static final String SERVICE_MAINTENANCE = "_service_maintenance:";
    private static final String NODE_MAINTENANCE = "_node_maintenance";

    private Instances() {}

    /** In the order of their ids, so that lists can be compared. */
    static List<Instance> of(List<ServiceHealth> healths) {
        return healths.stream()
                .map(Instances::of)
                .sorted(Comparator.comparing(Instance::id))
                .toList();
    }

    private static Instance of(ServiceHealth health) {
        Service service = health.getService();
        // a service without an address is at its node's
        String host = service.getAddress().isEmpty() ? health.getNode().getAddress() : service.getAddress();
        Status status = status(health.getChecks());
        return new Instance(
                service.getId(),
                service.getService(),
                host,
                service.getPort(),
                service.getMeta(),
                status,
                note(health, status));
    }

    private static Status status(List<HealthCheck> checks) {
        Status worst = Status.PASSING;
        for (HealthCheck check : checks) {
            Status status = status(check);
            worst = status.compareTo(worst) > 0 ? status : worst;
        }
        return worst;
    }

    private static Status status(HealthCheck check) {
        if (isMaintenance(check)) {
            return Status.MAINTENANCE;
        }
        return switch (check.getStatus()) {
            case "passing" -> Status.PASSING;
            case "warning" -> Status.WARNING;
            default -> Status.CRITICAL;
        };
    }

    private static String note(ServiceHealth health, Status status) {
        if (status == Status.MAINTENANCE) {
            return health.getChecks().stream()
                    .filter(Instances::isMaintenance)
                    .findFirst()
                    .flatMap(HealthCheck::getNotes)
                    .orElse("");
        }
        String heartbeat = Registrations.checkId(health.getService().getId());
        return health.getChecks().stream()
                .filter(check -> check.getCheckId().equals(heartbeat))
                .findFirst()
                .flatMap(HealthCheck::getOutput)
                .orElse("");
    }

    private static boolean isMaintenance(HealthCheck check) {
        return check.getCheckId().startsWith(SERVICE_MAINTENANCE)
                || check.getCheckId().equals(NODE_MAINTENANCE);
    }
}
