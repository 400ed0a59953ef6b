package io.msagent.core.server;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Ends an exchange whose answer has been sent while its request is still coming, and the connection with it. What comes is
 * read and thrown away first: to close with bytes unread resets the connection, and a reset may destroy the answer before
 * the sender has seen it. Undertow closes the reading half of a connection that is not kept before it reads the rest.
 *
 * <p>Give it to {@link Sender#send(ByteBuffer, IoCallback)} on an exchange that is not persistent.
 */
public final class LingeringClose implements IoCallback {
    /** Reads at most this much more, in bytes: past it a sender does not look for an answer. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Duration atMost;
    private final Runnable onEnd;
    private long left = MOST_BYTES;
    private XnioExecutor.@Nullable Key timer;

    /**
     * An end of one exchange.
     *
     * @param atMost how long the sender may go on
     * @param onEnd called once the answer has left
     */
    public LingeringClose(Duration atMost, Runnable onEnd) {
        this.atMost = atMost;
        this.onEnd = onEnd;
    }

    @Override
    public void onComplete(HttpServerExchange exchange, Sender sender) {
        onEnd.run();
        StreamSourceChannel source = source(exchange);
        if (source == null || exchange.isRequestComplete() || HttpContinue.requiresContinueResponse(exchange)) {
            exchange.endExchange();
            return;
        }
        timer = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()), atMost.toMillis(), TimeUnit.MILLISECONDS);
        source.getReadSetter().set(channel -> drop(exchange, channel));
        // before this returns: Undertow ends an exchange whose handler returns with nothing under way
        source.wakeupReads();
    }

    @Override
    public void onException(HttpServerExchange exchange, Sender sender, IOException e) {
        onEnd.run();
        IoUtils.safeClose(exchange.getConnection());
    }

    private static @Nullable StreamSourceChannel source(HttpServerExchange exchange) {
        return exchange.isRequestChannelAvailable()
                ? exchange.getRequestChannel()
                : Connectors.getExistingRequestChannel(exchange);
    }

    private void drop(HttpServerExchange exchange, StreamSourceChannel source) {
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer buffer = pooled.getBuffer();
            while (left > 0) {
                buffer.clear();
                int count = source.read(buffer);
                if (count == 0) {
                    return;
                }
                if (count < 0) {
                    end(exchange, source);
                    return;
                }
                left -= count;
            }
            IoUtils.safeClose(exchange.getConnection());
        } catch (IOException e) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private void end(HttpServerExchange exchange, StreamSourceChannel source) {
        if (timer != null) {
            timer.remove();
        }
        source.suspendReads();
        exchange.endExchange();
    }
}
