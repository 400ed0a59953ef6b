package io.msagent.orchestrator.store;

/**
 * What its supervisor says of a machine, every ten seconds.
 *
 * @param cores processors
 * @param memoryTotal bytes
 * @param memoryAvailable bytes that a new process could have without swapping
 * @param supervisor id of the orchestrator that says so
 */
public record HostRecord(int cores, long memoryTotal, long memoryAvailable, String supervisor) {}
