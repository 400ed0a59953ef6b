package io.msagent.orchestrator.admin;

import io.msagent.core.server.Newcomers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Lets through what is meant for this address, comes from no other web page, and shows a credential that allows it. Nothing is
 * read of what is refused. The page itself, which holds no data, needs no credential.
 */
final class Guard implements HttpHandler {
    private static final String API = "/ms/";

    private final Credentials credentials;
    private final Newcomers newcomers;
    private final HttpHandler api;
    private final HttpHandler page;
    private final BooleanSupplier well;
    private final Refusals refusals = new Refusals();

    Guard(Credentials credentials, Newcomers newcomers, HttpHandler api, HttpHandler page, BooleanSupplier well) {
        this.credentials = credentials;
        this.newcomers = newcomers;
        this.api = api;
        this.page = page;
        this.well = well;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        if (host == null || !ownNames(exchange).contains(host)) {
            // a name of somebody else's that leads here is how a web page would get to us (DNS rebinding)
            Answers.problemAndClose(
                    exchange,
                    Problem.MISDIRECTED,
                    "Host: " + (host == null ? "none" : printable(host)) + " (expected: "
                            + String.join(" or ", ownNames(exchange)) + ")");
            return;
        }
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        if (origin != null && !origin.equals(exchange.getRequestScheme() + "://" + host)) {
            Answers.problemAndClose(
                    exchange,
                    StatusCodes.FORBIDDEN,
                    "Origin: " + printable(origin) + " (expected: no such header, or the page of this address; requests"
                            + " from other web pages are refused)");
            return;
        }
        if (!well.getAsBoolean() && !exchange.getRequestPath().equals(AdminServer.STOP_PATH)) {
            // what it knows is old, and what it is asked to do would not be done
            Answers.problemAndClose(
                    exchange,
                    StatusCodes.SERVICE_UNAVAILABLE,
                    "the control loop of this orchestrator hangs (ask another one, or stop this one and start it again)");
            return;
        }
        if (exchange.getRequestPath().startsWith(API)) {
            authorise(exchange);
        } else {
            page.handleRequest(exchange);
        }
    }

    private void authorise(HttpServerExchange exchange) throws Exception {
        Credentials.Right right = credentials.of(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
        if (right == Credentials.Right.NOTHING) {
            refusals.warn("admin: refused a request without the cluster token: " + exchange.getRequestMethod() + " "
                    + printable(exchange.getRequestPath()));
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
            Answers.problemAndClose(
                    exchange,
                    StatusCodes.UNAUTHORIZED,
                    "Authorization: the cluster token is missing or wrong (expected: Bearer TOKEN; to look only, Bearer"
                            + " KEY with the view key that bin/orchestrator dashboard prints)");
        } else if (!right.allows(exchange.getRequestMethod())) {
            Answers.problemAndClose(
                    exchange,
                    StatusCodes.FORBIDDEN,
                    "Authorization: the view key allows GET only, not " + exchange.getRequestMethod()
                            + " (expected: the cluster token)");
        } else {
            newcomers.known(exchange);
            api.handleRequest(exchange);
        }
    }

    /** The address that the connection came to, and the name that every machine has for it. */
    private static List<String> ownNames(HttpServerExchange exchange) {
        String address = AdminServer.literal(exchange.getDestinationAddress().getAddress());
        int port = exchange.getDestinationAddress().getPort();
        return List.of(address + ":" + port, "localhost:" + port);
    }

    private static String printable(String text) {
        return text.substring(0, Math.min(text.length(), 200)).replaceAll("[^!-~]", "?");
    }
}
