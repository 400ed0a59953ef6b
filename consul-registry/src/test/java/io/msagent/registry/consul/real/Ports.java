package io.msagent.registry.consul.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of one agent. */
record Ports(int http, int server, int gossip) {

    /** Ports that are free now; taken together, so that they differ. */
    static Ports free(String ip) {
        try {
            InetAddress address = InetAddress.getByName(ip);
            try (ServerSocket http = new ServerSocket(0, 1, address);
                    ServerSocket server = new ServerSocket(0, 1, address);
                    ServerSocket gossip = new ServerSocket(0, 1, address)) {
                return new Ports(http.getLocalPort(), server.getLocalPort(), gossip.getLocalPort());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
