package io.msagent.core.server;

import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import java.time.Duration;

/**
 * How a provider listens and what it bounds.
 *
 * @param host address to listen on; beyond loopback the traffic goes over the network in clear text
 * @param port port to listen on; 0: any free one
 * @param workers bodies that run at the same time, at least 1
 * @param queue calls that may wait for a worker, at least 0
 * @param maxBlocked bodies beside the running ones that may wait for nested calls or their own futures, at least 0
 * @param maxBytes largest request body, in bytes
 * @param requestTimeout longest a request may take to arrive, or an answer to be taken; then the connection is cut
 */
public record ServerOptions(
        String host, int port, int workers, int queue, int maxBlocked, int maxBytes, Duration requestTimeout) {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    /** Checks the bounds. */
    public ServerOptions {
        check("workers", workers, 1);
        check("queue", queue, 0);
        check("maxBlocked", maxBlocked, 0);
        check("maxBytes", maxBytes, 0);
        if (requestTimeout.toMillis() < 1 || requestTimeout.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("requestTimeout: " + requestTimeout + " (expected: 1 ms to 24 days)");
        }
    }

    /** As configured; a request has 30 seconds to arrive. */
    public static ServerOptions from(Settings settings) {
        return new ServerOptions(
                settings.get(Keys.SERVE_HOST),
                settings.get(Keys.SERVE_PORT),
                settings.get(Keys.WORKERS),
                settings.get(Keys.WORKERS_QUEUE),
                settings.get(Keys.WORKERS_MAX_BLOCKED),
                settings.get(Keys.WIRE_MAX_BYTES),
                REQUEST_TIMEOUT);
    }

    private static void check(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: at least " + least + ")");
        }
    }
}
