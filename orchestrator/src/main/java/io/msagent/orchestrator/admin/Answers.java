package io.msagent.orchestrator.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.msagent.core.server.LingeringClose;
import io.msagent.orchestrator.store.Json;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes answers. */
final class Answers {
    /** How long an asker whose request was refused may go on sending it. */
    private static final Duration LINGER = Duration.ofSeconds(20);

    private Answers() {}

    static void json(HttpServerExchange exchange, int status, Object body) {
        send(exchange, status, "application/json", body);
    }

    static void problem(HttpServerExchange exchange, int status, String detail) {
        send(exchange, status, "application/problem+json", new Problem(status, detail));
    }

    /** For an asker that may still be sending; to be called where the exchange does not end with the call. */
    static void problemAndClose(HttpServerExchange exchange, int status, String detail) {
        exchange.setPersistent(false);
        send(
                exchange,
                status,
                "application/problem+json",
                new Problem(status, detail),
                new LingeringClose(LINGER, () -> {}));
    }

    static void text(HttpServerExchange exchange, String text) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(text, StandardCharsets.UTF_8);
    }

    private static void send(HttpServerExchange exchange, int status, String type, Object body) {
        send(exchange, status, type, body, IoCallback.END_EXCHANGE);
    }

    private static void send(HttpServerExchange exchange, int status, String type, Object body, IoCallback then) {
        if (exchange.isResponseStarted()) {
            return;
        }
        try {
            byte[] bytes = Json.MAPPER.writeValueAsBytes(body);
            exchange.setStatusCode(status);
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
            exchange.setResponseContentLength(bytes.length);
            exchange.getResponseSender().send(ByteBuffer.wrap(bytes), then);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answer cannot be written as JSON", e);
        }
    }
}
