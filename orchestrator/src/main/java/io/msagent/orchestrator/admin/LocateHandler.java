package io.msagent.orchestrator.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.msagent.core.registry.Instance;
import io.msagent.orchestrator.control.Controller;
import io.msagent.orchestrator.store.Json;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A caller with {@code balance=orchestrator} asks where its next request is to go. */
final class LocateHandler implements HttpHandler {
    private static final int MOST_BYTES = 10_000;

    private final Controller controller;

    /**
     * What is asked for.
     *
     * @param digest of the code that it must run; empty if any will do
     */
    record Request(String service, String digest) {}

    LocateHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        byte[] body = exchange.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            exchange.dispatch(
                    SameThreadExecutor.INSTANCE,
                    () -> Answers.problemAndClose(
                            exchange, 413, "body: more than " + MOST_BYTES + " bytes (expected: at most so many)"));
            return;
        }
        Request request;
        try {
            request = Json.MAPPER.readValue(body, Request.class);
        } catch (JsonProcessingException e) {
            Answers.problem(exchange, 422, "body: " + e.getOriginalMessage() + " (expected: service, digest)");
            return;
        }
        Optional<Instance> named = controller.locate(request.service(), request.digest());
        if (named.isEmpty()) {
            Answers.problem(
                    exchange, 404, request.service() + ": no instance serves (expected: ask for one at provide)");
        } else {
            Instance instance = named.get();
            Answers.json(exchange, 200, Map.of("id", instance.id(), "host", instance.host(), "port", instance.port()));
        }
    }
}
