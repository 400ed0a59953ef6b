package io.msagent.orchestrator.admin;

import io.msagent.core.log.Log;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.Protocol;
import io.msagent.orchestrator.control.CallTls;
import io.msagent.orchestrator.control.Controller;
import io.msagent.orchestrator.control.Identity;
import io.msagent.orchestrator.control.OldStatus;
import io.msagent.orchestrator.spawn.Spawner;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;

/** The admin address. Serves until it is closed. */
public final class AdminServer implements AutoCloseable {
    /** {@code GET}: what there is. */
    public static final String STATUS_PATH = "/ms/v1/status";
    /** {@code GET}, with an instance's or a service's name: the last {@code lines} of its output. */
    public static final String LOGS_PATH = "/ms/v1/logs/";
    /** {@code POST}: stops the orchestrator; {@code providers=stop} or {@code leave}. */
    public static final String STOP_PATH = "/ms/v1/stop";

    private final Undertow server;
    private final InetSocketAddress address;
    private final String scheme;

    private AdminServer(Undertow server, InetSocketAddress address, String scheme) {
        this.server = server;
        this.address = address;
        this.scheme = scheme;
    }

    /**
     * Starts to listen.
     *
     * @param listen where; port 0: any free one
     * @param onStop called when a request asks to stop the orchestrator
     * @throws IOException if the address cannot be used
     */
    public static AdminServer start(
            InetSocketAddress listen,
            ClusterToken token,
            Controller controller,
            Spawner spawner,
            Identity identity,
            Consumer<StopRequest> onStop)
            throws IOException {
        RoutingHandler routes = Handlers.routing()
                .post(Protocol.PROVIDE_PATH, new ProvideHandler(controller))
                .post(Protocol.LOCATE_PATH, new LocateHandler(controller))
                .get(STATUS_PATH, exchange -> Answers.json(exchange, 200, status(exchange, controller, identity)))
                .get(LOGS_PATH + "{name}", new LogsHandler(spawner))
                .post(STOP_PATH, exchange -> stop(exchange, onStop))
                .setFallbackHandler(exchange -> Answers.problem(exchange, 404, "no such path"))
                .setInvalidMethodHandler(exchange -> Answers.problem(exchange, 405, "no such method for this path"));
        CallTls tls = identity.tls();
        Undertow.ListenerBuilder listener = new Undertow.ListenerBuilder()
                .setPort(listen.getPort())
                .setHost(listen.getAddress().getHostAddress())
                .setType(tls == null ? Undertow.ListenerType.HTTP : Undertow.ListenerType.HTTPS);
        if (tls != null) {
            listener.setSslContext(new ReloadingTls(tls.files()).context());
        }
        Undertow server = Undertow.builder()
                .addListener(listener)
                .setSocketOption(
                        Options.SSL_CLIENT_AUTH_MODE,
                        tls != null && tls.clientRequired()
                                ? SslClientAuthMode.REQUIRED
                                : SslClientAuthMode.NOT_REQUESTED)
                .setDirectBuffers(false)
                .setIoThreads(1)
                .setWorkerThreads(8)
                .setWorkerOption(Options.WORKER_NAME, "ms-agent-admin")
                .setWorkerOption(Options.THREAD_DAEMON, true)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 60_000)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 10_000)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L) // the handlers have bounds of their own
                .setSocketOption(Options.READ_TIMEOUT, 660_000)
                .setHandler(new Guard(token, new BlockingHandler(failing(routes))))
                .build();
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new IOException("admin address " + listen + " cannot be used: " + e.getMessage(), e);
        }
        return new AdminServer(
                server,
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress(),
                tls == null ? "http" : "https");
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** The same as the base of requests. */
    public URI url() {
        return url(scheme, address);
    }

    @Override
    public void close() {
        server.stop();
    }

    private static URI url(String scheme, InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    private static StatusAnswer status(HttpServerExchange exchange, Controller controller, Identity identity) {
        OldStatus status = controller.status();
        ProcessHandle self = ProcessHandle.current();
        return new StatusAnswer(
                new StatusAnswer.Self(
                        identity.id(),
                        self.pid(),
                        identity.host(),
                        identity.registry().address().toString(),
                        status.registry(),
                        url(exchange.getRequestScheme(), exchange.getDestinationAddress())
                                .toString(),
                        self.info().startInstant().map(Object::toString).orElse("")),
                status.services(),
                status.instances());
    }

    private static void stop(HttpServerExchange exchange, Consumer<StopRequest> onStop) {
        Deque<String> values = exchange.getQueryParameters().get("providers");
        String text = values == null ? "default" : values.getFirst();
        Arrays.stream(StopRequest.values())
                .filter(request -> request.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .ifPresentOrElse(
                        request -> {
                            exchange.addExchangeCompleteListener((done, next) -> {
                                onStop.accept(request);
                                next.proceed();
                            });
                            Answers.json(exchange, 202, Map.of("stopping", true));
                        },
                        () -> Answers.problem(
                                exchange, 400, "providers: " + text + " (expected: stop, leave or default)"));
    }

    private static HttpHandler failing(HttpHandler next) {
        return exchange -> {
            try {
                next.handleRequest(exchange);
            } catch (RegistryException e) {
                Answers.problem(exchange, 503, "registry: " + e.getMessage());
            } catch (RuntimeException e) {
                Log.write(Log.Level.ERROR, "admin: a request failed", e);
                Answers.problem(exchange, 500, "the orchestrator failed at this request; see its log");
            }
        };
    }
}
