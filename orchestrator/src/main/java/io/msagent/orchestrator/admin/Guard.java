package io.msagent.orchestrator.admin;

import io.msagent.core.log.Log;
import io.msagent.core.token.ClusterToken;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** Lets through what carries the token and does not come from a web page; nothing is read of what does not. */
final class Guard implements HttpHandler {
    private final ClusterToken token;
    private final HttpHandler next;

    Guard(ClusterToken token, HttpHandler next) {
        this.token = token;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getRequestHeaders().contains(Headers.ORIGIN)) {
            Answers.problemAndClose(exchange, 403, "Origin: requests from web pages are refused (expected: no such header)");
        } else if (!token.matches(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
            Log.warn("admin: refused a request without the cluster token: " + exchange.getRequestMethod() + " "
                    + printable(exchange.getRequestPath()));
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
            Answers.problemAndClose(
                    exchange, 401, "the cluster token is missing or wrong (expected: Authorization: Bearer TOKEN)");
        } else {
            next.handleRequest(exchange);
        }
    }

    private static String printable(String path) {
        return path.substring(0, Math.min(path.length(), 200)).replaceAll("[^!-~]", "?");
    }
}
