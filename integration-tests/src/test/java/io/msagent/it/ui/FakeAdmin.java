package io.msagent.it.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.orchestrator.dashboard.DashboardHandler;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xnio.Options;

/** The dashboard's files as the orchestrator serves them, before an admin API that says what a test tells it to. */
final class FakeAdmin implements AutoCloseable {
    static final String VIEW_KEY = "a-key-to-look-with";
    static final String TOKEN = "a-token-to-act-with";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An order that arrived with the token. */
    record Order(String path, JsonNode body) {}

    private final ServerSentEventHandler stream = Handlers.serverSentEvents((connection, last) -> greet(connection));
    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final Undertow server;
    private volatile FakeCluster cluster;
    private volatile String key = VIEW_KEY;

    FakeAdmin(FakeCluster cluster) {
        this.cluster = cluster;
        HttpHandler api = Handlers.path()
                .addExactPath("/stream", stream)
                .addExactPath("/events", exchange -> json(exchange, Map.of("events", this.cluster.events())))
                .addExactPath("/graph", exchange -> json(exchange, Map.of("edges", this.cluster.edges())))
                .addPrefixPath("/logs", exchange -> text(exchange, log(exchange)))
                .addPrefixPath("/services", new BlockingHandler(this::order))
                .addPrefixPath("/instances", new BlockingHandler(this::order))
                .addPrefixPath("/hosts", new BlockingHandler(this::order));
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(4)
                .setWorkerOption(Options.THREAD_DAEMON, true)
                .setHandler(Handlers.path(new DashboardHandler()).addPrefixPath("/ms/v1", guarded(api)))
                .build();
        server.start();
    }

    /** The link that an orchestrator prints. */
    String link() {
        return url() + "/#key=" + VIEW_KEY;
    }

    String url() {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return "http://127.0.0.1:" + address.getPort();
    }

    /** Shows another state of things to all who listen. */
    void show(FakeCluster now) {
        cluster = now;
        stream.getConnections().forEach(connection -> connection.send(write(now.status()), "status", null, null));
    }

    /** Tells all who listen of an event. */
    void tell(Map<String, ?> event) {
        stream.getConnections().forEach(connection -> connection.send(write(event), "event", null, null));
    }

    /** Ends all streams, as an orchestrator does that dies. */
    void cut() {
        stream.getConnections().forEach(ServerSentEventConnection::shutdown);
    }

    /** Takes this view key only from now on. */
    void expect(String otherKey) {
        key = otherKey;
        cut();
    }

    int listeners() {
        return stream.getConnections().size();
    }

    List<Order> orders() {
        return orders;
    }

    @Override
    public void close() {
        server.stop();
    }

    private void greet(ServerSentEventConnection connection) {
        connection.send(write(cluster.status()), "status", null, null);
    }

    private HttpHandler guarded(HttpHandler next) {
        return exchange -> {
            String sent =
                    Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION), "");
            boolean mayRead = exchange.getRequestMethod().equals(Methods.GET) && sent.equals("Bearer " + key);
            if (mayRead || sent.equals("Bearer " + TOKEN)) {
                next.handleRequest(exchange);
            } else {
                problem(exchange, 401, "the cluster token is missing or wrong");
            }
        };
    }

    private void order(HttpServerExchange exchange) throws Exception {
        JsonNode body = JSON.readTree(exchange.getInputStream());
        if (body.path("count").asInt() > 9) {
            problem(exchange, 422, "count: " + body.path("count") + " (expected: at most 9)");
        } else {
            orders.add(new Order(exchange.getRequestPath(), body));
            json(exchange, Map.of());
        }
    }

    /** Nothing is ever added to it. */
    private String log(HttpServerExchange exchange) {
        return exchange.getQueryString().contains("lines=0") ? "" : cluster.log();
    }

    private static void problem(HttpServerExchange exchange, int status, String detail) {
        exchange.setStatusCode(status);
        json(exchange, Map.of("status", status, "detail", detail));
    }

    private static void json(HttpServerExchange exchange, Object body) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(write(body));
    }

    private static void text(HttpServerExchange exchange, String body) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(body, StandardCharsets.UTF_8);
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
