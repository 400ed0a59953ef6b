package io.msagent.registry.consul.embedded;

import java.util.List;

/** A health check as the catalogue shows it. */
record Check(
        String id,
        String name,
        String status,
        String notes,
        String output,
        String serviceId,
        String serviceName,
        List<String> serviceTags,
        String type,
        long createIndex,
        long modifyIndex) {

    static final String PASSING = "passing";
    static final String WARNING = "warning";
    static final String CRITICAL = "critical";

    static boolean isStatus(String text) {
        return text.equals(PASSING) || text.equals(WARNING) || text.equals(CRITICAL);
    }

    /** The check that says that the node itself is well; true as long as anybody can ask. */
    static Check ofNode(long index) {
        return new Check(
                "serfHealth",
                "Serf Health Status",
                PASSING,
                "",
                "Agent alive and reachable",
                "",
                "",
                List.of(),
                "",
                index,
                index);
    }

    static String maintenanceId(String serviceId) {
        return "_service_maintenance:" + serviceId;
    }

    boolean isCritical() {
        return status.equals(CRITICAL);
    }

    Check withStatus(String newStatus, String newOutput, long index) {
        return new Check(
                id, name, newStatus, notes, newOutput, serviceId, serviceName, serviceTags, type, createIndex, index);
    }

    Check withCreateIndex(long index) {
        return new Check(
                id, name, status, notes, output, serviceId, serviceName, serviceTags, type, index, modifyIndex);
    }

    /** Whether it says the same, whenever it was said. */
    boolean isSameAs(Check other) {
        return withStatus(status, output, 0)
                .withCreateIndex(0)
                .equals(other.withStatus(other.status, other.output, 0).withCreateIndex(0));
    }
}
