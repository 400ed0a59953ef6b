package io.msagent.orchestrator.admin;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Where output is written to as it comes. A client that takes nothing for 30 s is cut; that one has gone is noticed at once,
 * though nothing is written to it. For use by one thread.
 */
final class LogOut implements AutoCloseable {
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);
    private static final int CHUNK = 16 * 1024;

    private final HttpServerExchange exchange;
    private final OutputStream stream;

    private LogOut(HttpServerExchange exchange) {
        this.exchange = exchange;
        this.stream = exchange.getOutputStream();
    }

    /** Begins the answer. */
    static LogOut begin(HttpServerExchange exchange) throws IOException {
        Answers.head(exchange, 200, Answers.TEXT);
        exchange.setPersistent(false);
        exchange.startBlocking();
        LogOut out = new LogOut(exchange);
        exchange.getIoThread().execute(() -> noticeEnd(exchange));
        out.guarded(out.stream::flush);
        return out;
    }

    /** Whether the client is still there, as far as is known. */
    boolean isOpen() {
        return exchange.getConnection().isOpen();
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; from += CHUNK) {
            int begin = from;
            guarded(() -> {
                stream.write(bytes, begin, Math.min(CHUNK, bytes.length - begin));
                stream.flush();
            });
        }
    }

    @Override
    public void close() throws IOException {
        guarded(stream::close);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void guarded(Writing writing) throws IOException {
        XnioExecutor.Key cut = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()),
                        LONGEST_WRITE.toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            writing.run();
        } finally {
            cut.remove();
        }
    }

    /** Nothing is to come on this connection but its end: the request is read, and there is no next one. */
    private static void noticeEnd(HttpServerExchange exchange) {
        if (!(exchange.getConnection() instanceof AbstractServerConnection connection)) {
            return;
        }
        ConduitStreamSourceChannel source = connection.getChannel().getSourceChannel();
        source.setReadListener(channel -> {
            try {
                if (channel.read(ByteBuffer.allocate(CHUNK)) < 0) {
                    IoUtils.safeClose(connection);
                }
            } catch (IOException e) {
                IoUtils.safeClose(connection);
            }
        });
        source.resumeReads();
    }
}
