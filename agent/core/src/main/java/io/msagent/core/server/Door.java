package io.msagent.core.server;

import io.msagent.core.call.NotStarted;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.token.HealthKey;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;

/** Lets in who has the token and asks in the one form that there is; whoever is let in is no newcomer any more. */
final class Door {
    private final ClusterToken token;
    private final HealthKey healthKey;
    private final Newcomers newcomers;

    Door(ClusterToken token, Newcomers newcomers) {
        this.token = token;
        this.healthKey = new HealthKey(token);
        this.newcomers = newcomers;
    }

    /** Looks at what is the same for all requests, greetings among them. */
    static void checkForm(HttpServerExchange exchange) throws RefusedException {
        if (!exchange.getProtocol().equals(Protocols.HTTP_1_1)) {
            throw new RefusedException(
                    505,
                    NotStarted.BAD_REQUEST,
                    "HTTP version: " + CallPath.clip(exchange.getProtocol().toString()) + " (expected: HTTP/1.1)");
        }
        int hosts = count(exchange, Headers.HOST);
        if (hosts != 1) {
            throw new RefusedException(
                    NotStarted.BAD_REQUEST, "header host: " + hosts + " of them (expected: exactly one)");
        }
        // the parser has taken parameters and query off the path
        if (exchange.isHostIncludedInRequestURI()
                || !exchange.getQueryString().isEmpty()
                || !exchange.getRequestURI().equals(exchange.getRequestPath())) {
            throw new RefusedException(
                    NotStarted.BAD_REQUEST,
                    "target: " + CallPath.clip(exchange.getRequestURI())
                            + " (expected: a path alone, without host, parameters or query)");
        }
    }

    /** Looks for the token or, which allows no more than to ask for the health, the key made of it; once. */
    void checkHealthKey(HttpServerExchange exchange) throws RefusedException {
        if (count(exchange, Headers.AUTHORIZATION) == 1
                && healthKey.matches(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
            newcomers.known(exchange);
        } else {
            checkToken(exchange);
        }
    }

    /** Looks for the token, once. */
    void checkToken(HttpServerExchange exchange) throws RefusedException {
        if (count(exchange, Headers.AUTHORIZATION) != 1
                || !token.matches(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
            throw new RefusedException(
                    NotStarted.UNAUTHORISED,
                    "header authorization: missing, twice, or another token (expected: Bearer and the cluster token; "
                            + "caller and provider must have the same token or token.file)");
        }
        newcomers.known(exchange);
    }

    private static int count(HttpServerExchange exchange, HttpString header) {
        HeaderValues values = exchange.getRequestHeaders().get(header);
        return values == null ? 0 : values.size();
    }
}
