package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One request and its answer over one connection. Used once, by one thread. */
final class Exchange {
    private final HttpHost host;
    private final Transport.Request request;
    private final Deadline deadline;
    private final int maxBytes;
    private final WriteWatch writes;

    private boolean reused;
    private boolean stale;
    private boolean ended;
    private boolean keepAlive;
    private @Nullable EndpointDetails details;
    private long sentBefore;

    Exchange(HttpHost host, Transport.Request request, Deadline deadline, int maxBytes, WriteWatch writes) {
        this.host = host;
        this.request = request;
        this.deadline = deadline;
        this.maxBytes = maxBytes;
        this.writes = writes;
    }

    /** Whether the connection came from the pool and had died there: another one may be tried. */
    boolean connectionWasStale() {
        return stale;
    }

    /** Whether the connection can serve another exchange. */
    boolean keepAlive() {
        return keepAlive;
    }

    Transport.Reply over(ConnectionEndpoint endpoint, boolean connectionReused, HttpClientContext context) {
        reused = connectionReused;
        try {
            ClassicHttpRequest message = message();
            ClassicHttpResponse response = endpoint.execute(
                    "ms-agent", message, (r, connection, c) -> sendAndReceive(endpoint, r, connection), context);
            byte[] body = read(endpoint, response.getEntity());
            keepAlive = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(message, response, context);
            return new Transport.Reply.Answered(response.getCode(), headers(response), body);
        } catch (HttpException e) {
            // a head that was cut in the middle of a line looks to the parser like one that is wrong
            return ended ? new Transport.Reply.Lost(e) : new Transport.Reply.Garbled(e);
        } catch (TooLargeException | MessageConstraintException e) { // before IOException, which both are
            return new Transport.Reply.Garbled(e);
        } catch (MalformedChunkCodingException e) {
            return e instanceof TruncatedChunkException ? new Transport.Reply.Lost(e) : new Transport.Reply.Garbled(e);
        } catch (IOException | RuntimeException e) {
            // the count goes up after a write: if the first one failed, the head of the request is not whole
            if (details == null || details.getSentBytesCount() == sentBefore) {
                stale = reused && !deadline.passed();
                return new Transport.Reply.Unreachable(e);
            }
            return new Transport.Reply.Lost(e);
        }
    }

    private ClassicHttpRequest message() {
        ClassicHttpRequest message = new BasicClassicHttpRequest("POST", host, request.path());
        message.setHeader("Host", host.toHostString());
        message.setHeader("Content-Length", request.body().length);
        request.headers().forEach(message::setHeader);
        message.setEntity(new ByteArrayEntity(request.body(), null));
        return message;
    }

    private ClassicHttpResponse sendAndReceive(
            ConnectionEndpoint endpoint, ClassicHttpRequest message, HttpClientConnection connection)
            throws IOException, HttpException {
        if (reused && isDead(connection)) {
            throw new IOException("the connection was closed while it waited in the pool");
        }
        details = connection.getEndpointDetails();
        sentBefore = details == null ? 0 : details.getSentBytesCount();
        try (WriteWatch.Guard unused = writes.guard(endpoint, request.body().length, deadline)) {
            connection.sendRequestHeader(message);
            connection.sendRequestEntity(message);
            connection.flush();
        }
        endpoint.setSocketTimeout(timeLeft());
        try {
            ClassicHttpResponse response = connection.receiveResponseHeader();
            while (response.getCode() < 200) {
                response = connection.receiveResponseHeader();
            }
            connection.receiveResponseEntity(response);
            return response;
        } catch (HttpException e) {
            ended = look(connection) < 0;
            throw e;
        }
    }

    /** Whether a connection from the pool is of no use: bytes that nobody asked for are as bad as an end. */
    private static boolean isDead(HttpClientConnection connection) throws IOException {
        return look(connection) != 0;
    }

    /** Looks, without waiting, what the other side has to say: below 0 nothing any more, 0 nothing yet. */
    private static int look(HttpClientConnection connection) throws IOException {
        Socket socket = connection instanceof ManagedHttpClientConnection managed ? managed.getSocket() : null;
        SocketChannel channel = socket == null ? null : socket.getChannel();
        if (channel == null) {
            return connection.isStale() ? -1 : 0;
        }
        channel.configureBlocking(false);
        int count = channel.read(ByteBuffer.allocate(1));
        channel.configureBlocking(true);
        return count;
    }

    private byte[] read(ConnectionEndpoint endpoint, @Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        long length = entity.getContentLength();
        if (length > maxBytes) {
            throw new TooLargeException(length + " bytes");
        }
        try (InputStream in = entity.getContent()) {
            byte[] bytes = new byte[length >= 0 ? (int) length : 8_192];
            int count = 0;
            while (true) {
                if (count == bytes.length) {
                    int next = in.read();
                    if (next < 0) {
                        return bytes;
                    }
                    if (count >= maxBytes) {
                        throw new TooLargeException("more than " + maxBytes + " bytes");
                    }
                    bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, bytes.length * 2L));
                    bytes[count++] = (byte) next;
                    continue;
                }
                int n = in.read(bytes, count, bytes.length - count);
                if (n < 0) {
                    return Arrays.copyOf(bytes, count);
                }
                count += n;
                endpoint.setSocketTimeout(timeLeft());
            }
        }
    }

    private Timeout timeLeft() throws SocketTimeoutException {
        long millis = deadline.millisLeft();
        if (millis == 0) {
            throw new SocketTimeoutException("the time is over");
        }
        return Timeout.ofMilliseconds(millis);
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return headers;
    }

    /** The answer is larger than allowed. */
    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String size) {
            super("the answer is too large: " + size + " (raise wire.max-bytes)");
        }
    }
}
