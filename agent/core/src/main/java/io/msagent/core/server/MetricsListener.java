package io.msagent.core.server;

import io.msagent.core.call.NotStarted;
import io.msagent.core.metrics.Meters;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.Protocol;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Shows the metrics of a process that is no provider: {@code GET /ms/v1/metrics}, on loopback, with the token. */
public final class MetricsListener implements AutoCloseable {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final HttpListener listener;

    private MetricsListener(HttpListener listener) {
        this.listener = listener;
    }

    /**
     * Listens.
     *
     * @param port 0: any free one
     * @throws java.io.UncheckedIOException if the port cannot be bound
     */
    public static MetricsListener start(int port, ClusterToken token, Meters meters) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Counts noCalls = new Counts();
        return new MetricsListener(HttpListener.start(
                address,
                REQUEST_TIMEOUT,
                exchange -> answer(
                        exchange,
                        token,
                        meters,
                        new Reply(exchange, REQUEST_TIMEOUT, noCalls, () -> "", () -> false))));
    }

    private static void answer(HttpServerExchange exchange, ClusterToken token, Meters meters, Reply reply) {
        try {
            FrontHandler.checkToken(token, exchange);
            if (!exchange.getRequestPath().equals(Protocol.METRICS_PATH)) {
                throw new RefusedException(
                        404,
                        NotStarted.BAD_REQUEST,
                        "path: " + CallPath.clip(exchange.getRequestPath()) + " (expected: " + Protocol.METRICS_PATH
                                + ")");
            }
            FrontHandler.allow(exchange, Methods.GET);
            exchange.dispatch(() -> reply.send(Answers.metrics(meters.expose())));
        } catch (RefusedException e) {
            reply.send(Answers.refused(e));
        }
    }

    /** The port it listens on. */
    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }
}
