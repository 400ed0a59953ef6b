package io.msagent.orchestrator.admin;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.msagent.core.launch.ProvideRequest;
import io.msagent.orchestrator.control.Controller;
import io.msagent.orchestrator.control.Provided;
import io.msagent.orchestrator.store.Json;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A caller found no instance and asks for one; no thread waits for the answer. */
final class ProvideHandler implements HttpHandler {
    private static final int MOST_BYTES = 1 << 20;

    private final Controller controller;

    ProvideHandler(Controller controller) {
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
        ProvideRequest request;
        try {
            request = Json.MAPPER.readValue(body, ProvideRequest.class);
        } catch (JsonParseException e) {
            Answers.problem(exchange, 400, "body: no JSON: " + e.getOriginalMessage());
            return;
        } catch (JsonProcessingException e) {
            Answers.problem(
                    exchange,
                    422,
                    "body: " + e.getOriginalMessage()
                            + " (expected: service, digest, millis, launch {command, directory,"
                            + " environment, classes})");
            return;
        }
        CompletableFuture<Provided> answer = controller.provide(request);
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> answer.whenCompleteAsync(
                        (provided, failure) -> answer(exchange, provided),
                        exchange.getConnection().getWorker()));
    }

    private static void answer(HttpServerExchange exchange, Provided provided) {
        if (provided instanceof Provided.Serving serving) {
            Answers.json(exchange, 200, Map.of("instances", serving.instances()));
        } else if (provided instanceof Provided.Invalid invalid) {
            Answers.problem(exchange, 422, invalid.detail());
        } else if (provided instanceof Provided.Failed failed) {
            Answers.problem(exchange, 502, failed.detail());
        } else if (provided instanceof Provided.TimedOut timedOut) {
            Answers.problem(exchange, 504, timedOut.detail());
        } else if (provided instanceof Provided.Unavailable unavailable) {
            Answers.problem(exchange, 503, unavailable.detail());
        }
    }
}
