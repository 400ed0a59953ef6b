package io.msagent.core.stateful;

import io.msagent.core.token.ClusterToken;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Starts a store of our own for durable states, for the processes of one machine. Implementations have a public constructor
 * without parameters and stand in a services file.
 */
public interface StoreServerFactory {
    /** The registry's key under which whoever runs the store says where it is, for providers to read. */
    String KEY = "ms-agent/state-store";

    /**
     * Starts it on a free port of the loopback address; returns when it answers.
     *
     * @param folder where its file is kept over restarts, its owner's alone; nobody else may run a store on it, so the caller
     *     holds a lock
     * @param token the cluster's; who has it may use the store
     * @param host this machine's name in the registry: processes of other machines cannot reach the store, and say so
     * @throws IOException if it cannot be started; the message says what to do
     */
    Running start(Path folder, ClusterToken token, String host) throws IOException;

    /** A running store. */
    interface Running extends AutoCloseable {
        /**
         * The value to keep under {@link #KEY} as long as it runs. It holds no secret, and a signature by which who has the
         * token knows that it is genuine. Another one after each start.
         */
        byte[] announcement();

        /** Stops it; what was committed is in the folder. Never throws. */
        @Override
        void close();
    }
}
