package io.msagent.registry.consul.embedded;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.CompletableFuture;

/**
 * Stands where the door will be: what the door says depends on the port, which is known only once the server listens.
 * Who comes in between is let in as soon as there is a door.
 */
final class DoorHolder implements HttpHandler {
    private final CompletableFuture<Door> door = new CompletableFuture<>();

    void open(Door opened) {
        door.complete(opened);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        door.join().handleRequest(exchange);
    }
}
