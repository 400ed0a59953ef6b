package io.msagent.orchestrator.model;

/**
 * Who calls whom.
 *
 * @param caller the calling service, or the name of the calling program; {@code other} stands for many
 * @param service the called service
 * @param calls calls since its instances that run now were started
 * @param callsPerSecond calls over the orchestrator's window
 */
public record Edge(String caller, String service, long calls, double callsPerSecond) {}
