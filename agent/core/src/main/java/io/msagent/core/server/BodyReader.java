package io.msagent.core.server;

import io.msagent.core.call.NotStarted;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Receives one request body whole, on the connection's I/O thread and without blocking it. Takes memory for what has
 * arrived, not for what is announced; a body that is too large or too slow is not kept.
 */
final class BodyReader {
    private static final int FIRST_BYTES = 4_096;

    private final HttpServerExchange exchange;
    private final int maxBytes;
    private final Sink sink;
    private final ByteArrayOutputStream received;
    private @Nullable StreamSourceChannel channel;
    private XnioExecutor.@Nullable Key cut;
    private boolean done;

    /** Where the body goes; called once, on the I/O thread, inside an Undertow handler. */
    interface Sink {
        void accept(byte[] body);

        void refuse(RefusedException refused);
    }

    BodyReader(HttpServerExchange exchange, int maxBytes, Sink sink) {
        this.exchange = exchange;
        this.maxBytes = maxBytes;
        this.sink = sink;
        long announced = exchange.getRequestContentLength();
        this.received = new ByteArrayOutputStream((int) Math.max(0, Math.min(announced, FIRST_BYTES)));
    }

    /** Begins; called inside a handler. */
    void read(Duration atMost) {
        if (exchange.getRequestContentLength() > maxBytes) {
            sink.refuse(tooLarge(exchange.getRequestContentLength() + " bytes"));
            return;
        }
        if (exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
            // two readers of chunks might disagree on where they end, so nothing is read behind them
            exchange.setPersistent(false);
        }
        if (exchange.isRequestComplete()) {
            sink.accept(received.toByteArray());
            return;
        }
        StreamSourceChannel source = exchange.getRequestChannel();
        channel = source;
        switch (drain(source)) {
            case WHOLE -> sink.accept(received.toByteArray());
            case TOO_LARGE -> sink.refuse(tooLarge("more than " + maxBytes + " bytes"));
            case BROKEN -> IoUtils.safeClose(exchange.getConnection());
            case MORE_TO_COME -> {
                cut = exchange.getIoThread().executeAfter(this::giveUp, atMost.toMillis(), TimeUnit.MILLISECONDS);
                source.getReadSetter().set(this::moreCame);
                source.resumeReads();
            }
        }
    }

    private void moreCame(StreamSourceChannel source) {
        if (done) {
            return;
        }
        Progress progress = drain(source);
        if (progress == Progress.MORE_TO_COME) {
            return;
        }
        done = true;
        source.suspendReads();
        if (cut != null) {
            cut.remove();
        }
        switch (progress) {
            case WHOLE -> Connectors.executeRootHandler(e -> sink.accept(received.toByteArray()), exchange);
            case TOO_LARGE ->
                Connectors.executeRootHandler(e -> sink.refuse(tooLarge("more than " + maxBytes + " bytes")), exchange);
            default -> IoUtils.safeClose(exchange.getConnection());
        }
    }

    private void giveUp() {
        if (!done) {
            done = true;
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private Progress drain(StreamSourceChannel source) {
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer buffer = pooled.getBuffer();
            while (true) {
                buffer.clear();
                int count = source.read(buffer);
                if (count <= 0) {
                    return count < 0 ? Progress.WHOLE : Progress.MORE_TO_COME;
                }
                if (received.size() + (long) count > maxBytes) {
                    return Progress.TOO_LARGE;
                }
                // the listener's buffers are arrays
                received.write(buffer.array(), buffer.arrayOffset(), count);
            }
        } catch (IOException e) {
            return Progress.BROKEN;
        }
    }

    private RefusedException tooLarge(String size) {
        return new RefusedException(
                413,
                NotStarted.BAD_REQUEST,
                "request body: " + size + " (expected: at most " + maxBytes
                        + " bytes; send less, or set wire.max-bytes higher in the provider)");
    }

    private enum Progress {
        WHOLE,
        MORE_TO_COME,
        TOO_LARGE,
        BROKEN
    }
}
