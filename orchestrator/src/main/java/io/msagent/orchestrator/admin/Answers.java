package io.msagent.orchestrator.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.msagent.orchestrator.store.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes answers. */
final class Answers {
    private Answers() {}

    static void json(HttpServerExchange exchange, int status, Object body) {
        send(exchange, status, "application/json", body);
    }

    static void problem(HttpServerExchange exchange, int status, String detail) {
        send(exchange, status, "application/problem+json", new Problem(status, detail));
    }

    static void text(HttpServerExchange exchange, String text) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(text, StandardCharsets.UTF_8);
    }

    private static void send(HttpServerExchange exchange, int status, String type, Object body) {
        if (exchange.isResponseStarted()) {
            return;
        }
        try {
            byte[] bytes = Json.MAPPER.writeValueAsBytes(body);
            exchange.setStatusCode(status);
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
            exchange.getResponseSender().send(ByteBuffer.wrap(bytes));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answer cannot be written as JSON", e);
        }
    }
}
