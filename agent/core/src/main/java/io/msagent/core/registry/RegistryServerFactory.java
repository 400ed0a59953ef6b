package io.msagent.core.registry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * Starts a registry of our own, for one machine. Implementations have a public constructor without parameters and stand
 * in a services file.
 */
public interface RegistryServerFactory {

    /**
     * Starts it; returns when it answers.
     *
     * @param address where to listen; port 0 means any free one
     * @param token every request but a status request must carry it as {@code X-Consul-Token} or bearer token
     * @param folder where keys and values are kept over restarts
     * @throws IOException if the address cannot be bound or the folder not be used; the message says what to do
     */
    Running start(InetSocketAddress address, String token, Path folder) throws IOException;

    /** A running registry. */
    interface Running extends AutoCloseable {
        /** Base of its HTTP API. */
        URI address();

        /** Stops it. Never throws. */
        @Override
        void close();
    }
}
