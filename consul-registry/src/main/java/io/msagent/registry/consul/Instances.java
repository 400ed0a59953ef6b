package io.msagent.registry.consul;

import com.orbitz.consul.model.health.HealthCheck;
import com.orbitz.consul.model.health.Service;
import com.orbitz.consul.model.health.ServiceHealth;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Instance.Status;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Consul's service health as instances. */
final class Instances {
    private static final String SERVICE_MAINTENANCE = "_service_maintenance:";
    private static final String NODE_MAINTENANCE = "_node_maintenance";

    private Instances() {}

    /** Each once, in the order of their ids, so that lists can be compared. */
    static List<Instance> of(List<ServiceHealth> healths) {
        Map<String, Instance> byId = new TreeMap<>();
        healths.forEach(health -> byId.merge(health.getService().getId(), of(health), Instances::better));
        return List.copyOf(byId.values());
    }

    /**
     * One id at two nodes is one instance that has registered through another agent: what the former agent says of it is
     * old. Only maintenance, which a person wanted, holds wherever it stands.
     */
    private static Instance better(Instance one, Instance other) {
        if (one.status() == Status.MAINTENANCE || other.status() == Status.MAINTENANCE) {
            return one.status() == Status.MAINTENANCE ? one : other;
        }
        return one.status().compareTo(other.status()) <= 0 ? one : other;
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
            boolean ofNode = check.getServiceId().orElse("").isEmpty();
            status = status == Status.CRITICAL && ofNode ? Status.NODE_CRITICAL : status;
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
