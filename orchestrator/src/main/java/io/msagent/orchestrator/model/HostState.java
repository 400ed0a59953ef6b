package io.msagent.orchestrator.model;

/**
 * A machine on which instances can be started.
 *
 * @param cores processors that the system tells of
 * @param memoryTotal bytes
 * @param memoryAvailable bytes that a new process could have without swapping, when last said
 * @param draining whether it takes no new instances and gives away those that it has
 * @param supervised whether an orchestrator there starts and ends processes now
 * @param supervisor id of that orchestrator, or of the last one
 */
public record HostState(
        String name,
        int cores,
        long memoryTotal,
        long memoryAvailable,
        boolean draining,
        boolean supervised,
        String supervisor) {}
