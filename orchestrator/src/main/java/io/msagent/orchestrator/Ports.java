package io.msagent.orchestrator;

import io.msagent.core.log.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks whether a port can be had, because the message of a failed bind tells a user nothing. */
final class Ports {
    private Ports() {}

    /**
     * Returns if the port is free on the loopback address, or 0.
     *
     * @param what what is to listen there
     * @param option the option that chooses another
     */
    static void requireFree(int port, String what, String option) throws StartException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Log.debug(what + " port: " + socket.getLocalPort() + " is free");
        } catch (IOException e) {
            throw new StartException(
                    what + " port " + port + ": cannot be used: " + e.getMessage()
                            + " (expected: a free port; see who has it with: ss -ltnp 'sport = :" + port
                            + "', or choose another with " + option + ", 0 for any free one)",
                    e);
        }
    }
}
