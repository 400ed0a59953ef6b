package io.msagent.orchestrator.admin;

import io.msagent.core.server.HttpListener;
import io.msagent.core.server.Newcomers;
import io.msagent.core.server.ServerTls;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.control.CallTls;
import io.msagent.orchestrator.control.Commands;
import io.msagent.orchestrator.control.Identity;
import io.msagent.orchestrator.spawn.Spawner;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The admin address: the API below {@code /ms/v1/}, and the dashboard. Serves until it is closed. */
public final class AdminServer implements AutoCloseable {
    /** {@code GET}: what there is. */
    public static final String STATUS_PATH = "/ms/v1/status";
    /** {@code GET}, with an instance's or a service's name: the last {@code lines} of its output. */
    public static final String LOGS_PATH = "/ms/v1/logs/";
    /** {@code POST}: stops the orchestrator; {@code providers=stop} or {@code leave}. */
    public static final String STOP_PATH = "/ms/v1/stop";

    /** How long a request's head may take, and a connection that has not shown a credential may stay. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    /** As many as may wait for an instance, and some for people. */
    private static final int CONNECTIONS = 1_200;

    private final AdminThreads threads = new AdminThreads();
    private final LogStreams logStreams = new LogStreams();
    private final AtomicReference<URI> url;
    private final LogProxy proxy;
    private final Streams streams;
    private final List<Route> routes;
    private final HttpListener listener;
    private final InetSocketAddress address;

    /**
     * Starts to listen.
     *
     * @param listen where; port 0: any free one
     * @param page answers whatever is not below {@code /ms/}, to anybody
     * @param well whether the orchestrator can act; if it cannot, requests are refused
     * @param onStop called when a request asks to stop the orchestrator
     * @throws IOException if the address cannot be used
     */
    public static AdminServer start(
            InetSocketAddress listen,
            ClusterToken token,
            Commands commands,
            Spawner spawner,
            Identity identity,
            HttpHandler page,
            BooleanSupplier well,
            Consumer<StopRequest> onStop)
            throws IOException {
        return new AdminServer(listen, token, commands, spawner, identity, page, well, onStop);
    }

    private AdminServer(
            InetSocketAddress listen,
            ClusterToken token,
            Commands commands,
            Spawner spawner,
            Identity identity,
            HttpHandler page,
            BooleanSupplier well,
            Consumer<StopRequest> onStop)
            throws IOException {
        CallTls tls = identity.tls();
        // as soon as somebody can ask, it says the port that was had
        url = new AtomicReference<>(url(tls, listen));
        Views views = new Views(commands, identity, this::url);
        proxy = new LogProxy(identity);
        streams = new Streams(commands, views::status, threads.timer);
        routes = java.util.stream.Stream.of(
                        views.routes(),
                        new Steering(commands).routes(),
                        new Calls(commands, threads.requests).routes(),
                        List.of(
                                new Logs(commands, spawner, proxy, logStreams).route(),
                                streams.route(),
                                new OpenApi().route(),
                                Stopping.route(onStop)))
                .flatMap(List::stream)
                .toList();
        Newcomers newcomers = new Newcomers(REQUEST_TIMEOUT);
        ServerTls serverTls = tls == null ? null : new ServerTls(new ReloadingTls(tls.files()), tls.clientRequired());
        try {
            listener = HttpListener.start(
                    listen,
                    new HttpListener.Terms(REQUEST_TIMEOUT, CONNECTIONS, serverTls),
                    newcomers,
                    new Guard(new Credentials(token), newcomers, new Router(routes, threads.requests), page, well));
        } catch (UncheckedIOException e) {
            closeWork();
            throw new IOException(
                    "admin address " + listen + " cannot be used: "
                            + Objects.requireNonNull(e.getCause()).getMessage(),
                    e);
        }
        address = new InetSocketAddress(listen.getAddress(), listener.port());
        url.set(url(tls, address));
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** The same as the base of requests. */
    public URI url() {
        return Objects.requireNonNull(url.get());
    }

    /** All that it answers below {@code /ms/}. */
    List<Route> routes() {
        return routes;
    }

    @Override
    public void close() {
        listener.stopAccepting();
        closeWork();
        listener.close();
    }

    /** An address as it stands in a URL. */
    static String literal(InetAddress address) {
        String host = address.getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static URI url(@Nullable CallTls tls, InetSocketAddress address) {
        return URI.create(
                (tls == null ? "http" : "https") + "://" + literal(address.getAddress()) + ":" + address.getPort());
    }

    private void closeWork() {
        streams.close();
        logStreams.close();
        proxy.close();
        threads.close();
    }
}
