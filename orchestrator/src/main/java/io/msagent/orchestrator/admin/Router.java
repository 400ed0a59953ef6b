package io.msagent.orchestrator.admin;

import io.msagent.core.log.Log;
import io.msagent.core.registry.RegistryException;
import io.msagent.orchestrator.control.NoSuchTargetException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import io.undertow.util.URLUtils;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

/** Finds the route of a request, receives its body, and runs what is to be done on a thread that may block. */
final class Router implements HttpHandler {
    private final List<Route> routes;
    private final Executor threads;

    Router(List<Route> routes, Executor threads) {
        this.routes = routes;
        this.threads = threads;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String path = exchange.getRequestPath();
        List<Route> there =
                routes.stream().filter(route -> route.match(path).isPresent()).toList();
        Optional<Route> route = there.stream()
                .filter(r -> r.method().equals(exchange.getRequestMethod()))
                .findFirst();
        try {
            if (there.isEmpty()) {
                throw ProblemException.of(404, "path", path, "one of those that GET /ms/v1/openapi.json tells");
            }
            if (route.isEmpty()) {
                String allowed = there.stream().map(r -> r.method().toString()).collect(Collectors.joining(", "));
                exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
                throw ProblemException.of(405, "method", exchange.getRequestMethod(), allowed);
            }
            begin(exchange, route.get(), values(route.get().match(path).orElseThrow()));
        } catch (ProblemException e) {
            Answers.problemAndClose(exchange, e.status(), String.valueOf(e.getMessage()));
        }
    }

    private void begin(HttpServerExchange exchange, Route route, Map<String, String> values) {
        for (String name : exchange.getQueryParameters().keySet()) {
            if (!route.query().contains(name)) {
                throw ProblemException.of(
                        400,
                        "query",
                        name,
                        route.query().isEmpty() ? "no query" : String.join(", ", new TreeSet<>(route.query())));
            }
        }
        if (route.method().equals(Methods.POST)) {
            Bodies.receive(
                    exchange, route.mostBytes(), body -> run(exchange, route, new Request(exchange, values, body)));
        } else if (exchange.isRequestComplete()) {
            run(exchange, route, new Request(exchange, values, JsonBody.NONE));
        } else {
            throw ProblemException.of(400, "body", "some", "none with GET");
        }
    }

    private void run(HttpServerExchange exchange, Route route, Request request) {
        try {
            exchange.dispatch(threads, running -> perform(route, request));
        } catch (RejectedExecutionException e) {
            Answers.problem(
                    exchange,
                    StatusCodes.SERVICE_UNAVAILABLE,
                    "too many requests at a time (expected: ask again later)");
        }
    }

    private static void perform(Route route, Request request) {
        try {
            route.operation().run(request);
        } catch (ProblemException e) {
            problem(request, e.status(), String.valueOf(e.getMessage()));
        } catch (NoSuchTargetException e) {
            problem(request, 404, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            problem(request, 422, String.valueOf(e.getMessage()));
        } catch (RegistryException e) {
            problem(request, 503, "registry: " + e.getMessage());
        } catch (Exception e) {
            Log.write(Log.Level.ERROR, "admin: a request failed", e);
            problem(request, 500, "the orchestrator failed at this request; see its log");
        }
    }

    private static void problem(Request request, int status, String detail) {
        Answers.problem(request.exchange(), status, detail);
    }

    private static Map<String, String> values(Map<String, String> encoded) {
        Map<String, String> values = new TreeMap<>();
        encoded.forEach((name, value) -> values.put(name, decoded(name, value)));
        return values;
    }

    private static String decoded(String name, String value) {
        try {
            return URLUtils.decode(value, StandardCharsets.UTF_8.name(), true, false, new StringBuilder());
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(400, name, value, "text in UTF-8, percent-encoded");
        }
    }
}
