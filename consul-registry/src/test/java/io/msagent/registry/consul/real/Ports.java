package io.msagent.registry.consul.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of one agent, one after the other.
 *
 * @param http of its API and UI
 */
public record Ports(int http) {
    /** Below those that systems give to outgoing connections, which would take one before the agent has bound it. */
    private static final int FIRST = 15_000;

    private static final int LAST = 30_000;
    private static final int COUNT = 3;

    int server() {
        return http + 1;
    }

    int gossip() {
        return http + 2;
    }

    /** Ports that are free now. */
    public static Ports free(String ip) {
        while (true) {
            int first = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (areFree(ip, first)) {
                return new Ports(first);
            }
        }
    }

    private static boolean areFree(String ip, int first) {
        for (int port = first; port < first + COUNT; port++) {
            try {
                new ServerSocket(port, 1, InetAddress.getByName(ip)).close();
            } catch (BindException e) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return true;
    }
}
