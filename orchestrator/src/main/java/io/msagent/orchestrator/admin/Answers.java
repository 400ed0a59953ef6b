package io.msagent.orchestrator.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.msagent.core.server.LingeringClose;
import io.msagent.orchestrator.store.Json;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.DateUtils;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;

/** Writes answers. */
final class Answers {
    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROBLEM = "application/problem+json";

    /** How long an asker whose request was refused may go on sending it. */
    private static final Duration LINGER = Duration.ofSeconds(20);

    private Answers() {}

    static void json(HttpServerExchange exchange, int status, Object body) {
        send(exchange, status, JSON, bytes(body), IoCallback.END_EXCHANGE);
    }

    static void problem(HttpServerExchange exchange, int status, String detail) {
        send(exchange, status, PROBLEM, bytes(about(exchange, status, detail)), IoCallback.END_EXCHANGE);
    }

    /** For an asker that may still be sending; to be called where the exchange does not end with the call. */
    static void problemAndClose(HttpServerExchange exchange, int status, String detail) {
        exchange.setPersistent(false);
        LingeringClose close = new LingeringClose(LINGER, () -> {});
        send(exchange, status, PROBLEM, bytes(about(exchange, status, detail)), close);
    }

    static void text(HttpServerExchange exchange, String text) {
        send(exchange, 200, TEXT, text.getBytes(StandardCharsets.UTF_8), IoCallback.END_EXCHANGE);
    }

    /** Of bytes that are of this type already. */
    static void bytes(HttpServerExchange exchange, String type, byte[] body) {
        send(exchange, 200, type, body, IoCallback.END_EXCHANGE);
    }

    /** What every answer has: who asks may compare clocks, and nobody is to keep it. */
    static void head(HttpServerExchange exchange, int status, String type) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, type)
                .put(Headers.CACHE_CONTROL, "no-store")
                .put(Headers.DATE, DateUtils.toDateString(new Date()));
    }

    private static Problem about(HttpServerExchange exchange, int status, String detail) {
        return new Problem(status, detail, exchange.getRequestPath());
    }

    private static byte[] bytes(Object body) {
        try {
            return Json.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answer cannot be written as JSON", e);
        }
    }

    private static void send(HttpServerExchange exchange, int status, String type, byte[] body, IoCallback then) {
        if (exchange.isResponseStarted()) {
            return;
        }
        head(exchange, status, type);
        exchange.setResponseContentLength(body.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(body), then);
    }
}
