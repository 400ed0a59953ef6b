package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.tls.ReloadingTls;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over Apache HttpClient's blocking connections and their keep-alive pool, on the calling thread.
 *
 * <p>It uses the pool and the connections and leaves out the client's chain of handlers: nothing is retried, redirected,
 * unpacked, authenticated or remembered behind the caller's back, and the three stages of an attempt (lease, connect,
 * exchange) can be told apart, which is how it knows whether the request may have arrived. A fresh connection is greeted
 * before its first call, see {@link Greeter}, within the time that it has to connect.
 *
 * <p>Sockets are those of {@link SocketChannel}s: the JDK closes a channel whose thread is interrupted, so that an
 * interrupt ends any wait at once without a thread that watches.
 */
public final class HttpTransport implements Transport {
    private static final Duration IDLE_FOR = Duration.ofSeconds(30);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);

    private final String scheme;
    private final PoolingHttpClientConnectionManager pool;
    private final WriteWatch writes = new WriteWatch();
    private final Peers peers = new Peers();
    private final Duration connectTimeout;
    private final int maxBytes;
    private final AtomicLong lastSweep = new AtomicLong(System.nanoTime());

    /** In clear text; opens no connection yet. */
    public HttpTransport(ClientOptions options) {
        this(options, null);
    }

    /**
     * Opens no connection yet.
     *
     * @param tls what all its connections are secured with; null: clear text
     */
    public HttpTransport(ClientOptions options, @Nullable ReloadingTls tls) {
        scheme = tls == null ? "http" : "https";
        TlsSocketStrategy sockets = tls == null ? null : new TlsSockets(tls);
        connectTimeout = options.connectTimeout();
        maxBytes = options.maxBytes();
        pool = new PoolingHttpClientConnectionManager(
                new DefaultHttpClientConnectionOperator(
                        proxy -> SocketChannel.open().socket(), null, null, unused -> sockets),
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                TimeValue.NEG_ONE_MILLISECOND,
                // the client's own parser passes over lines that are no HTTP, and waits for one that is
                ManagedHttpClientConnectionFactory.builder()
                        .responseParserFactory(DefaultHttpResponseParserFactory.INSTANCE)
                        .build());
        pool.setMaxTotal(options.connections());
        pool.setDefaultMaxPerRoute(options.connections());
        // the exchange looks at a connection itself, each time it is used again, and takes microseconds for it
        pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                .build());
    }

    @Override
    public Reply send(String host, int port, Request request, Deadline deadline) {
        HttpRoute route = new HttpRoute(new HttpHost(scheme, host, port), null, scheme.equals("https"));
        while (true) {
            Exchange exchange =
                    new Exchange(route.getTargetHost(), request, deadline, maxBytes, writes, peers, connectTimeout);
            ConnectionEndpoint endpoint;
            try {
                endpoint = lease(route, deadline);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Reply.Unreachable(e);
            } catch (IOException | RuntimeException e) {
                return new Reply.Unreachable(e);
            }
            Reply reply = exchangeOver(endpoint, exchange, request.cancellation(), deadline);
            if (!(reply instanceof Reply.Unreachable && exchange.connectionWasStale())
                    || request.cancellation().isCancelled()
                    || Thread.currentThread().isInterrupted()) {
                return reply;
            }
        }
    }

    /** Uses the connection and gives it back. */
    private Reply exchangeOver(
            ConnectionEndpoint endpoint, Exchange exchange, Cancellation cancellation, Deadline deadline) {
        HttpClientContext context = HttpClientContext.create();
        boolean keep = false;
        try {
            if (!cancellation.during(() -> endpoint.close(CloseMode.IMMEDIATE))) {
                return new Reply.Unreachable(new IOException("the caller does not need it any more"));
            }
            boolean reused = endpoint.isConnected();
            if (!reused) {
                Timeout timeout = Timeout.ofMilliseconds(connectMillis(deadline));
                context.setAttribute(TlsSockets.TIMEOUT, timeout);
                pool.connect(endpoint, timeout, context);
            }
            Reply reply = exchange.over(endpoint, reused, context);
            keep = exchange.keepAlive();
            return reply;
        } catch (IOException | RuntimeException e) {
            return new Reply.Unreachable(e);
        } finally {
            cancellation.over();
            if (!keep) {
                endpoint.close(CloseMode.IMMEDIATE);
            }
            pool.release(endpoint, null, TimeValue.NEG_ONE_MILLISECOND);
            sweep();
        }
    }

    private ConnectionEndpoint lease(HttpRoute route, Deadline deadline) throws IOException, InterruptedException {
        Timeout timeout = Timeout.ofMilliseconds(connectMillis(deadline));
        LeaseRequest lease = pool.lease("ms-agent", route, timeout, null);
        try {
            return lease.get(timeout);
        } catch (TimeoutException e) {
            throw new NoFreeConnectionException("all " + pool.getMaxTotal() + " connections are in use for " + timeout
                    + " (raise client.connections)");
        } catch (ExecutionException e) {
            throw new IOException("no connection from the pool", e.getCause());
        } catch (InterruptedException e) {
            lease.cancel();
            throw e;
        }
    }

    private long connectMillis(Deadline deadline) {
        return Math.max(1, Math.min(connectTimeout.toMillis(), deadline.millisLeft()));
    }

    /** Connections to providers that are gone are never leased again; whoever comes by clears them away. */
    private void sweep() {
        long last = lastSweep.get();
        long now = System.nanoTime();
        if (now - last > SWEEP_EVERY.toNanos() && lastSweep.compareAndSet(last, now)) {
            pool.closeIdle(TimeValue.ofMilliseconds(IDLE_FOR.toMillis()));
        }
    }

    @Override
    public void close() {
        pool.close(CloseMode.IMMEDIATE);
        writes.close();
    }
}
