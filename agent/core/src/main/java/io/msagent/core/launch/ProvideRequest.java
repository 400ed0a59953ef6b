package io.msagent.core.launch;

/**
 * What a caller asks an orchestrator for.
 *
 * @param service the service's name
 * @param digest digest of the caller's code: an instance with another one does not help it
 * @param millis how long the caller waits, in milliseconds
 * @param launch how to start a provider
 */
public record ProvideRequest(String service, String digest, long millis, Launch launch) {}
