package io.msagent.core.registry;

import java.util.Map;

/**
 * One registration: a process that serves one service.
 *
 * @param id unique in the registry
 * @param service the service's name
 * @param host address to call
 * @param port port to call
 * @param meta what {@link InstanceMeta} names, as strings
 * @param status what its checks say, taken together
 * @param note the last note of its heartbeat, or in maintenance the reason for that; empty if none
 */
public record Instance(
        String id, String service, String host, int port, Map<String, String> meta, Status status, String note) {

    /** Copies the map. */
    public Instance {
        meta = Map.copyOf(meta);
    }

    /** What a registry's checks say of an instance, in Consul's words. */
    public enum Status {
        /** May be called. */
        PASSING,
        /** May be called, is not well. */
        WARNING,
        /**
         * Well by its own heartbeat, but the registry has lost the node that it registered at, so nobody can know: to be
         * called only if nothing better is there.
         */
        NODE_CRITICAL,
        /** Must not be called. */
        CRITICAL,
        /** Taken out of service on purpose. */
        MAINTENANCE;

        /** Whether it may be called without a second thought. */
        public boolean isCallable() {
            return this == PASSING || this == WARNING;
        }
    }
}
