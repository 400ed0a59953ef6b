package io.msagent.orchestrator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.control.Identity;
import io.msagent.orchestrator.spawn.process.ProcessSpawner;
import io.msagent.orchestrator.store.Json;
import io.undertow.server.handlers.ResponseCodeHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real admin address over a {@link Desk}, and what a test asks it. */
final class Served implements AutoCloseable {
    static final ClusterToken TOKEN = ClusterToken.of("0123456789abcdef0123456789abcdef");
    static final String VIEW = "Bearer " + ViewKey.of(TOKEN);

    final Desk desk = new Desk();
    final ProcessSpawner spawner;
    final AdminServer server;
    volatile boolean well = true;
    final List<StopRequest> stops = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    Served(Path logs, String host) throws IOException {
        spawner = new ProcessSpawner(logs, 1_000_000, 2);
        server = AdminServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TOKEN,
                desk,
                spawner,
                new Identity("o-" + host, host, RegistryAccess.of(URI.create("http://127.0.0.1:1"), null), TOKEN, null),
                ResponseCodeHandler.HANDLE_404,
                () -> well,
                stops::add);
    }

    /** A request with the cluster token. */
    HttpRequest.Builder request(String path) {
        return bare(path).header("Authorization", TOKEN.header());
    }

    HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<java.io.InputStream> open(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return Json.MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        server.close();
        spawner.close();
    }
}
