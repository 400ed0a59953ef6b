package io.msagent.orchestrator.store;

import io.msagent.core.launch.Launch;

/**
 * How to start providers of a service.
 *
 * @param service the service's name
 * @param digest digest of the code it starts
 * @param launch the command line
 */
public record StoredLaunch(String service, String digest, Launch launch) {}
