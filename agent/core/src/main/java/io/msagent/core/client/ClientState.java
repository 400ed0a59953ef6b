package io.msagent.core.client;

import java.util.List;

/**
 * What a caller does at one moment, for whoever measures it. Immutable.
 *
 * @param retryBudget how many attempts beyond a call's first may be made now
 * @param services those called so far, by name
 */
public record ClientState(long retryBudget, List<ServiceState> services) {
    /** Copies the list. */
    public ClientState {
        services = List.copyOf(services);
    }

    /**
     * One service.
     *
     * @param inFlight calls under way, pauses between attempts included
     * @param hedges second attempts made so far
     * @param ejections how often an instance was ejected so far
     * @param ejected ids of the instances that are ejected now, sorted
     */
    public record ServiceState(String service, int inFlight, long hedges, long ejections, List<String> ejected) {
        /** Copies the list. */
        public ServiceState {
            ejected = List.copyOf(ejected);
        }
    }
}
