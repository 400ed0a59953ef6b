package io.msagent.core.server;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * The socket, by Undertow; HTTP/1.1 only, in clear text or over TLS. Every byte passes {@link HeadGuard} first. It has I/O threads
 * only: a handler that blocks must be dispatched to threads of its own. Safe for use by any thread.
 */
public final class HttpListener implements AutoCloseable {
    private static final int MOST_HEADERS = 64;
    private static final int MOST_HEADER_BYTES = 16_384;
    private static final int BUFFER_BYTES = 16_384;
    private static final int BUFFERS_PER_THREAD = 4;
    private static final int BACKLOG = 1_024;
    /** Long, because a connection that is cut while a call is on its way makes the call's outcome unknown. */
    private static final Duration IDLE_CONNECTION = Duration.ofMinutes(10);

    private final IoThreads threads;
    private final HttpOpenListener opened;
    private final AcceptingChannel<? extends StreamConnection> accepting;
    private final int port;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private HttpListener(
            IoThreads threads, HttpOpenListener opened, AcceptingChannel<? extends StreamConnection> accepting) {
        this.threads = threads;
        this.opened = opened;
        this.accepting = accepting;
        this.port = accepting.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /**
     * On what terms connections are held.
     *
     * @param requestTimeout longest a request may take to arrive
     * @param connections most at the same time
     * @param tls null: clear text
     */
    public record Terms(
            Duration requestTimeout,
            int connections,
            @Nullable ServerTls tls) {}

    /**
     * Binds and starts to accept.
     *
     * @param address where; port 0: any free one
     * @param newcomers closes connections that do not show in time who they are; the handler tells it who has
     * @throws UncheckedIOException if the address cannot be used; the message names the settings of a provider
     */
    public static HttpListener start(InetSocketAddress address, Terms terms, Newcomers newcomers, HttpHandler handler) {
        // direct ones are freed through Unsafe, of which newer JVMs warn on the application's standard error
        ByteBufferPool buffers = new DefaultByteBufferPool(false, BUFFER_BYTES, -1, BUFFERS_PER_THREAD);
        HttpOpenListener opened = new HttpOpenListener(buffers, http(terms.requestTimeout()));
        opened.setRootHandler(new HttpContinueReadHandler(handler));
        ChannelListener<StreamConnection> onOpen = connection -> {
            ConduitStreamSourceChannel source = connection.getSourceChannel();
            source.setConduit(new HeadGuard(source.getConduit()));
            newcomers.arrived(connection);
            // may well read and answer the first request
            opened.handleEvent(connection);
            newcomers.forgetOnClose(connection);
        };
        IoThreads threads = IoThreads.start();
        try {
            AcceptingChannel<? extends StreamConnection> accepting = bind(address, terms, threads, buffers, onOpen);
            accepting.resumeAccepts();
            // the socket too shows itself there
            IoThreads.hideFromManagement();
            return new HttpListener(threads, opened, accepting);
        } catch (IOException e) {
            threads.close();
            throw new UncheckedIOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage()
                            + " (expected: a free port at an address of this machine; set serve.port to another, "
                            + "or to 0 for any free one, and check serve.host)",
                    e);
        } catch (RuntimeException e) {
            threads.close();
            throw e;
        }
    }

    private static AcceptingChannel<? extends StreamConnection> bind(
            InetSocketAddress address,
            Terms terms,
            IoThreads threads,
            ByteBufferPool buffers,
            ChannelListener<StreamConnection> onOpen)
            throws IOException {
        OptionMap.Builder socket = OptionMap.builder()
                .set(Options.BACKLOG, BACKLOG)
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BALANCING_TOKENS, 1)
                .set(Options.BALANCING_CONNECTIONS, 2)
                // past it nobody is accepted until somebody has gone
                .set(Options.CONNECTION_HIGH_WATER, terms.connections())
                .set(Options.CONNECTION_LOW_WATER, terms.connections());
        XnioWorker worker = threads.worker();
        ServerTls tls = terms.tls();
        if (tls == null) {
            return worker.createStreamConnectionServer(
                    address, ChannelListeners.openListenerAdapter(onOpen), socket.getMap());
        }
        socket.set(
                Options.SSL_CLIENT_AUTH_MODE,
                tls.clientRequired() ? SslClientAuthMode.REQUIRED : SslClientAuthMode.NOT_REQUESTED);
        return new UndertowXnioSsl(
                        worker.getXnio(),
                        OptionMap.EMPTY,
                        buffers,
                        tls.reloading().context())
                .createSslConnectionServer(
                        worker, address, ChannelListeners.openListenerAdapter(onOpen), socket.getMap());
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Takes no more connections; those there are stay. */
    public void stopAccepting() {
        if (!stopped.getAndSet(true)) { // XNIO would wait for its threads, which may be gone
            IoUtils.safeClose(accepting);
        }
    }

    /** Stops to accept and cuts all connections. Never throws. */
    @Override
    public void close() {
        stopAccepting();
        opened.closeConnections();
        threads.close();
    }

    private static OptionMap http(Duration requestTimeout) {
        return OptionMap.builder()
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.ENABLE_HTTP2, false)
                .set(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, false)
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.ALWAYS_SET_DATE, false)
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                // 2 MiB by default; BodyReader has the bound that wire.max-bytes sets
                .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .set(UndertowOptions.MAX_HEADERS, MOST_HEADERS)
                .set(UndertowOptions.MAX_HEADER_SIZE, MOST_HEADER_BYTES)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, Math.toIntExact(requestTimeout.toMillis()))
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, Math.toIntExact(IDLE_CONNECTION.toMillis()))
                .getMap();
    }
}
