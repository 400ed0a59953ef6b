package io.msagent.registry.consul.embedded;

import io.msagent.core.log.Log;
import io.msagent.core.server.LingeringClose;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where requests come in: checks who asks, finds the route, and sends what it answers. Never blocks. */
final class Door implements HttpHandler {
    private static final HttpString INDEX = new HttpString("X-Consul-Index");
    private static final HttpString KNOWN_LEADER = new HttpString("X-Consul-Knownleader");
    private static final HttpString LAST_CONTACT = new HttpString("X-Consul-Lastcontact");
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");

    /** How long an asker whose request was refused unread may go on sending it. */
    private static final Duration LINGER = Duration.ofSeconds(20);

    private final State state;
    private final Guard guard;
    private final Routes routes;
    private final UnderWay underWay = new UnderWay();

    Door(State state, Guard guard, Routes routes) {
        this.state = state;
        this.guard = guard;
        this.routes = routes;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        try {
            String path = path(exchange);
            Query query = query(exchange);
            guard.check(exchange.getRequestHeaders(), path, query);
            String clean = routes.clean(path);
            if (!clean.equals(path)) {
                redirect(exchange, clean);
                return;
            }
            Routes.Found found = routes.find(path).orElse(null);
            if (found == null) {
                send(exchange, Reply.Answer.notFound(), false);
                return;
            }
            open(exchange, found, query);
        } catch (RuntimeException e) {
            failed(exchange, e);
        }
    }

    private static String path(HttpServerExchange exchange) {
        try {
            return Query.decode(exchange.getRequestPath());
        } catch (Query.BadEncoding e) {
            throw HttpError.badRequest("400 Bad Request");
        }
    }

    private static Query query(HttpServerExchange exchange) {
        try {
            return new Query(exchange.getQueryString());
        } catch (Query.BadEncoding e) {
            throw HttpError.internal(""); // Consul's answer to it, wordless
        }
    }

    private static void redirect(HttpServerExchange exchange, String path) {
        String query = exchange.getQueryString();
        exchange.getResponseHeaders()
                .put(Headers.LOCATION, Query.encodePath(path) + (query.isEmpty() ? "" : "?" + query));
        send(exchange, new Reply.Answer(301, null, null, new byte[0], 0), false);
    }

    private void open(HttpServerExchange exchange, Routes.Found found, Query query) {
        String method = exchange.getRequestMethod().toString();
        Routes.@Nullable Handler handler = found.byMethod().get(method);
        if (handler == null) {
            exchange.getResponseHeaders().put(Headers.ALLOW, found.allowed());
            send(
                    exchange,
                    method.equals("OPTIONS")
                            ? Reply.Answer.ok()
                            : Reply.Answer.of(new HttpError(405, "method " + method + " not allowed")),
                    false);
            return;
        }
        long announced = exchange.getRequestContentLength();
        if (announced != 0 && !exchange.isRequestComplete()) {
            underWay.take(exchange, announced < 0 ? Limits.BODY_BYTES : Math.min(announced, Limits.BODY_BYTES));
        }
        Receiver body = exchange.getRequestReceiver();
        body.setMaxBufferSize(Limits.BODY_BYTES);
        body.receiveFullBytes(
                (ex, bytes) -> answer(ex, handler, new Call(method, found.rest(), query, bytes)),
                (ex, e) -> refuseBody(ex, e));
    }

    private void answer(HttpServerExchange exchange, Routes.Handler handler, Call call) {
        boolean pretty = call.query().has("pretty");
        try {
            Reply reply = handler.handle(call);
            if (reply instanceof Reply.Watched watched) {
                BlockingQuery query = new BlockingQuery(
                        state, exchange, watched, call.query(), answer -> sendBounded(exchange, answer, pretty));
                // after the call stack has unwound, so that whoever answers it later does not race with this one
                exchange.dispatch(SameThreadExecutor.INSTANCE, query::look);
            } else if (reply instanceof Reply.Answer answer) {
                sendBounded(exchange, answer, pretty);
            }
        } catch (RuntimeException e) {
            failed(exchange, e);
        }
    }

    private static void refuseBody(HttpServerExchange exchange, Exception e) {
        if (e instanceof Receiver.RequestToLargeException) {
            long length = exchange.getRequestContentLength();
            String size = length < 0 ? "" : "(" + length + " bytes)";
            sendAndClose(
                    exchange,
                    Reply.Answer.of(new HttpError(
                            413, "Request body" + size + " too large, max size: " + Limits.BODY_BYTES + " bytes.")));
        } else {
            exchange.endExchange(); // the asker is gone
        }
    }

    private static void failed(HttpServerExchange exchange, RuntimeException e) {
        if (e instanceof HttpError error) {
            send(exchange, Reply.Answer.of(error), false);
        } else {
            Log.write(Log.Level.ERROR, "the embedded registry failed at " + exchange.getRequestPath(), e);
            send(exchange, Reply.Answer.of(HttpError.internal("Internal Server Error")), false);
        }
    }

    private static void send(HttpServerExchange exchange, Reply.Answer answer, boolean pretty) {
        if (!exchange.isRequestComplete()) {
            sendAndClose(exchange, answer);
            return;
        }
        byte[] body = prepare(exchange, answer, pretty);
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }

    /** Sends an answer that may be large. */
    private void sendBounded(HttpServerExchange exchange, Reply.Answer answer, boolean pretty) {
        byte[] body = answer.bytes(pretty);
        try {
            underWay.take(exchange, body.length);
        } catch (HttpError e) {
            send(exchange, Reply.Answer.of(e), false);
            return;
        }
        send(exchange, answer.written(body), pretty);
    }

    /** For an asker that may still be sending. */
    private static void sendAndClose(HttpServerExchange exchange, Reply.Answer answer) {
        exchange.setPersistent(false);
        byte[] body = prepare(exchange, answer, false);
        exchange.setResponseContentLength(body.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(body), new LingeringClose(LINGER, () -> {}));
    }

    private static byte[] prepare(HttpServerExchange exchange, Reply.Answer answer, boolean pretty) {
        exchange.setStatusCode(answer.status());
        var headers = exchange.getResponseHeaders();
        if (answer.type() != null) {
            headers.put(Headers.CONTENT_TYPE, answer.type());
            headers.put(CONTENT_TYPE_OPTIONS, "nosniff");
        }
        if (answer.index() > 0) {
            headers.put(INDEX, answer.index());
        }
        if (answer.read()) {
            headers.put(KNOWN_LEADER, "true");
            headers.put(LAST_CONTACT, "0");
        }
        return answer.bytes(pretty);
    }
}
