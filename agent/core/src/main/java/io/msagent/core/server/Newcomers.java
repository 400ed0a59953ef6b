package io.msagent.core.server;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;

/**
 * Connections that have not shown the token yet. Each has a little time for it, from the first byte of TLS to the end of its
 * first head; then it is closed, so that whoever lacks the token cannot hold connections that others need. Safe for use by any thread.
 */
public final class Newcomers {
    private final Map<StreamConnection, XnioExecutor.Key> waiting = new ConcurrentHashMap<>();
    private final Duration atMost;

    /** @param atMost how long a connection may be one of them */
    public Newcomers(Duration atMost) {
        this.atMost = atMost;
    }

    /** A connection has been accepted, and nothing read from it; called on its I/O thread. */
    void arrived(StreamConnection connection) {
        waiting.put(
                connection,
                connection
                        .getIoThread()
                        .executeAfter(() -> tooLate(connection), atMost.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The connection's protocol has set its listeners; called on its I/O thread. */
    void forgetOnClose(StreamConnection connection) {
        ChannelListener<? super StreamConnection> before = connection.getCloseListener();
        connection.setCloseListener(closed -> {
            known(closed);
            ChannelListeners.invokeChannelListener(closed, before);
        });
    }

    /** The exchange's connection has shown the token. */
    public void known(HttpServerExchange exchange) {
        if (!waiting.isEmpty() && exchange.getConnection() instanceof AbstractServerConnection connection) {
            known(connection.getChannel());
        }
    }

    private void known(StreamConnection connection) {
        XnioExecutor.Key timer = waiting.remove(connection);
        if (timer != null) {
            timer.remove();
        }
    }

    private void tooLate(StreamConnection connection) {
        if (waiting.remove(connection) != null) {
            IoUtils.safeClose(connection);
        }
    }
}
