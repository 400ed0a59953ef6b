package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.tls.TlsTrouble;
import io.msagent.core.wire.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.HttpClientConnection;
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
    private final Peers peers;
    private final Duration greetingTimeout;

    private boolean reused;
    private boolean stale;
    private boolean ended;
    private boolean keepAlive;
    /**
     * Whether the last part of the request may have left. Before that the other side cannot have the whole of it, and no
     * provider looks at a call before its head is complete and its body as long as it says.
     */
    private boolean mayHaveArrived;

    private @Nullable Peer peer;
    private @Nullable HttpClientConnection over;

    Exchange(
            HttpHost host,
            Transport.Request request,
            Deadline deadline,
            int maxBytes,
            WriteWatch writes,
            Peers peers,
            Duration greetingTimeout) {
        this.host = host;
        this.request = request;
        this.deadline = deadline;
        this.maxBytes = maxBytes;
        this.writes = writes;
        this.peers = peers;
        this.greetingTimeout = greetingTimeout;
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
            if (endsWithItsConnection(response.getEntity())) {
                return lost(new IOException("the answer's head has no content-length, so it was cut"));
            }
            byte[] body = read(endpoint, response.getEntity());
            keepAlive = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(message, response, context);
            Map<String, String> headers = headers(response);
            if (keepAlive && peer != null && over != null) {
                peers.put(over, peer.at(headers.get(Protocol.MARK)));
            }
            return new Transport.Reply.Answered(response.getCode(), headers, body);
        } catch (HttpException e) {
            // a head that was cut in the middle of its last line looks to the parser like one that is wrong
            return ended ? lost(e) : new Transport.Reply.Garbled(e);
        } catch (TooLargeException | MessageConstraintException e) { // before IOException, which both are
            return new Transport.Reply.Garbled(e);
        } catch (MalformedChunkCodingException e) {
            return e instanceof TruncatedChunkException ? lost(e) : new Transport.Reply.Garbled(e);
        } catch (IOException | RuntimeException e) {
            if (peer == null && e instanceof SSLHandshakeException) {
                // TLS 1.3 lets a client write before the server has looked at its certificate; refused, it reads
                // nothing
                String why = TlsTrouble.of(e, host.getHostName()).orElseThrow();
                return new Transport.Reply.Unreachable(new IOException(why, e));
            }
            if (!mayHaveArrived) {
                stale = reused && !deadline.passed();
                return new Transport.Reply.Unreachable(e);
            }
            return lost(e);
        }
    }

    /** A provider gives the length; a head that was cut between two words looks to the parser like a whole one. */
    private static boolean endsWithItsConnection(@Nullable HttpEntity entity) {
        return entity != null && entity.getContentLength() < 0 && !entity.isChunked();
    }

    private Transport.Reply lost(Throwable cause) {
        return new Transport.Reply.Lost(cause, peer == null ? Peer.UNKNOWN : peer);
    }

    private ClassicHttpRequest message() {
        ClassicHttpRequest message = new BasicClassicHttpRequest("POST", host, request.path());
        message.setHeader("Host", host.toHostString());
        message.setHeader("Content-Length", request.body().length);
        request.headers().forEach(message::setHeader);
        message.setEntity(new LastPartEntity(request.body(), () -> mayHaveArrived = true));
        return message;
    }

    private ClassicHttpResponse sendAndReceive(
            ConnectionEndpoint endpoint, ClassicHttpRequest message, HttpClientConnection connection)
            throws IOException, HttpException {
        over = connection;
        if (reused && isDead(connection)) {
            throw new IOException("the connection was closed while it waited in the pool");
        }
        if (request.greeter() != null) {
            Peer known = peers.of(connection);
            peer = known == null ? greet(endpoint, connection, request.greeter()) : known;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted before anything was sent");
        }
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
            ended = !connection.isDataAvailable(Timeout.ofMilliseconds(1)) && look(connection) < 0;
            throw e;
        }
    }

    /** Asks a fresh connection's other side who it is; nothing of the request has been sent when this fails. */
    private Peer greet(ConnectionEndpoint endpoint, HttpClientConnection connection, Greeter greeter)
            throws IOException {
        String challenge = greeter.challenge();
        ClassicHttpRequest hello = new BasicClassicHttpRequest("GET", host, Protocol.HELLO_PATH);
        hello.setHeader("Host", host.toHostString());
        hello.setHeader(Protocol.CHALLENGE, challenge);
        long millis = Math.min(greetingTimeout.toMillis(), timeLeft().toMilliseconds());
        endpoint.setSocketTimeout(Timeout.ofMilliseconds(millis));
        try {
            connection.sendRequestHeader(hello);
            connection.flush();
            ClassicHttpResponse response = connection.receiveResponseHeader();
            connection.receiveResponseEntity(response);
            if (read(endpoint, response.getEntity()).length > 0) {
                throw new ConnectException("what listens there is no provider: its answer to the greeting has a body");
            }
            if (!DefaultConnectionReuseStrategy.INSTANCE.keepAlive(hello, response, HttpClientContext.create())) {
                throw new IOException("it closes the connection");
            }
            Peer greeted = greeter.check(challenge, response.getCode(), headers(response));
            peers.put(connection, greeted);
            return greeted;
        } catch (ConnectException | SSLHandshakeException e) {
            throw e;
        } catch (SocketTimeoutException e) {
            SocketTimeoutException silent = new SocketTimeoutException(
                    "what listens there did not answer the greeting within " + millis + " ms (connect.timeout)");
            silent.initCause(e);
            throw silent;
        } catch (HttpException | IOException e) {
            throw new IOException("what listens there did not answer the greeting: " + e, e);
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
