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
    /** Those of a few who scrape. */
    private static final int CONNECTIONS = 64;

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
        Newcomers newcomers = new Newcomers(REQUEST_TIMEOUT);
        Door door = new Door(token, newcomers);
        return new MetricsListener(HttpListener.start(
                address,
                new HttpListener.Terms(REQUEST_TIMEOUT, CONNECTIONS, null),
                newcomers,
                exchange -> answer(
                        exchange, door, meters, new Reply(exchange, REQUEST_TIMEOUT, noCalls, () -> "", () -> false))));
    }

    private static void answer(HttpServerExchange exchange, Door door, Meters meters, Reply reply) {
        try {
            Door.checkForm(exchange);
            door.checkToken(exchange);
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
            exchange.setPersistent(false);
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
