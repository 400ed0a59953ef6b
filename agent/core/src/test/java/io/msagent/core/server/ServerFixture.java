package io.msagent.core.server;

import io.msagent.core.call.CallId;
import io.msagent.core.metrics.Meters;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.Protocol;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A running server with one service named {@code test}, and clients for it. */
final class ServerFixture implements AutoCloseable {
    static final ClusterToken TOKEN = ClusterToken.of("a-token-for-the-tests");
    static final String DIGEST = "0123abcd";
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** Somebody who may ask again: what a greeting has told. */
    record Known(String incarnation, String mark) {
        String repeat() {
            return incarnation + " " + mark;
        }
    }

    /** Greets the server, as every fresh connection does. */
    HttpResponse<String> greet(String challenge) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(Protocol.HELLO_PATH)).header(Protocol.CHALLENGE, challenge));
    }

    Known known() throws IOException, InterruptedException {
        HttpResponse<String> greeted = greet("0".repeat(32));
        return new Known(
                greeted.headers().firstValue(Protocol.INCARNATION).orElseThrow(),
                greeted.headers().firstValue(Protocol.MARK).orElseThrow());
    }

    HttpResponse<String> cancel(CallId id) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(Protocol.CANCEL_PATH + id))
                .header("authorization", TOKEN.header())
                .POST(BodyPublishers.noBody()));
    }

    final CallServer server;

    ServerFixture(ServerOptions options, TestMethod... methods) {
        this(options, Meters.NONE, methods);
    }

    ServerFixture(ServerOptions options, Meters meters, TestMethod... methods) {
        server = CallServer.start(options, TOKEN, new UnboundedCallRecord(), meters);
        server.serve(new ServedService("test", DIGEST, List.of(methods)));
    }

    static ServerFixture with(TestMethod... methods) {
        return new ServerFixture(options(4, 16, 100), methods);
    }

    static ServerOptions options(int workers, int queue, int maxBlocked) {
        return new ServerOptions("127.0.0.1", 0, workers, queue, maxBlocked, 100_000, Duration.ofSeconds(20));
    }

    static ServerOptions options(int maxBytes, Duration requestTimeout) {
        // a worker is free only after its answer has left, so what comes next may have to queue for a moment
        return new ServerOptions("127.0.0.1", 0, 1, 1, 0, maxBytes, requestTimeout);
    }

    /** A call with the token, to which a test adds. */
    HttpRequest.Builder request(String method, Object... arguments) {
        return HttpRequest.newBuilder(uri(Protocol.CALL_PATH + "test/" + method))
                .timeout(Duration.ofSeconds(60))
                .header("authorization", TOKEN.header())
                .POST(BodyPublishers.ofByteArray(SmallCodec.arguments(arguments)));
    }

    URI uri(String path) {
        return server.address().resolve(path);
    }

    HttpResponse<String> call(String method, Object... arguments) throws IOException, InterruptedException {
        return send(request(method, arguments));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
    }

    Socket socket() throws IOException {
        Socket socket = new Socket(server.address().getHost(), server.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Sends these characters and returns all that comes until the server closes. */
    String raw(String request) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    static String outcome(HttpResponse<?> response) {
        return response.statusCode() + " "
                + response.headers().firstValue(Protocol.OUTCOME).orElse("-")
                + response.headers()
                        .firstValue(Protocol.REASON)
                        .map(r -> " " + r)
                        .orElse("");
    }

    @Override
    public void close() {
        server.close();
    }
}
