package io.msagent.core.server;

import io.msagent.core.config.ClientCertificate;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a provider listens and what it bounds.
 *
 * @param host address to listen on; beyond loopback, without TLS, the traffic goes over the network in clear text
 * @param port port to listen on; 0: any free one
 * @param workers bodies that run at the same time, at least 1
 * @param queue calls that may wait for a worker, at least 0
 * @param maxBlocked bodies beside the running ones that may wait for nested calls or their own futures, at least 0
 * @param maxBytes largest request body, in bytes
 * @param connections connections at the same time, at least 1; past it, who connects waits until another has gone
 * @param tls how it speaks TLS; null: in clear text
 * @param requestTimeout longest a request may take to arrive, or an answer to be taken; then the connection is cut
 */
public record ServerOptions(
        String host,
        int port,
        int workers,
        int queue,
        int maxBlocked,
        int maxBytes,
        int connections,
        @Nullable ServerTls tls,
        Duration requestTimeout) {
    private static final int CONNECTIONS = 8_192;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    /** In clear text, with as many connections as by default. */
    public ServerOptions(
            String host, int port, int workers, int queue, int maxBlocked, int maxBytes, Duration requestTimeout) {
        this(host, port, workers, queue, maxBlocked, maxBytes, CONNECTIONS, null, requestTimeout);
    }

    /** Checks the bounds. */
    public ServerOptions {
        check("workers", workers, 1);
        check("queue", queue, 0);
        check("maxBlocked", maxBlocked, 0);
        check("maxBytes", maxBytes, 0);
        check("connections", connections, 1);
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
                settings.get(Keys.SERVE_CONNECTIONS),
                tls(settings),
                REQUEST_TIMEOUT);
    }

    private static @Nullable ServerTls tls(Settings settings) {
        return settings.isSet(Keys.TLS_CERT)
                ? TlsSettings.files(settings)
                        .map(files -> new ServerTls(
                                new ReloadingTls(files), settings.get(Keys.TLS_CLIENT) == ClientCertificate.REQUIRED))
                        .orElse(null)
                : null;
    }

    private static void check(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: at least " + least + ")");
        }
    }
}
