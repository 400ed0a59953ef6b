package io.msagent.orchestrator.admin;

import io.msagent.core.tls.ReloadingTls;
import io.msagent.orchestrator.control.Commands;
import io.msagent.orchestrator.control.Identity;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Fetches output from the orchestrator of another host, with the cluster token. Safe for use by any thread. */
final class LogProxy implements AutoCloseable {
    private static final HttpString FORWARDED = new HttpString("ms-forwarded");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CHUNK = 16 * 1024;
    private static final int MOST_BYTES = 4 << 20;

    private final Identity identity;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(2, AdminThreads.named("ms-agent-admin-proxy-"));
    private final HttpClient client;

    LogProxy(Identity identity) {
        this.identity = identity;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .executor(threads);
        if (identity.tls() != null) {
            builder.sslContext(new ReloadingTls(identity.tls().files()).context());
        }
        this.client = builder.build();
    }

    /** Whether another orchestrator asks: then it is not asked back. */
    boolean cameFromThere(HttpServerExchange exchange) {
        return exchange.getRequestHeaders().contains(FORWARDED);
    }

    /** Whether one is there that may be told the token: never in clear text where orchestrators speak TLS. */
    boolean mayAsk(Commands.LogPlace place) {
        return place.admin().startsWith(identity.tls() == null ? "http:" : "https:");
    }

    /** Answers with what the other answers. @param slots where to go on, if it is to go on; null: once */
    void pass(HttpServerExchange exchange, Commands.LogPlace place, int lines, @Nullable StreamSlots slots) {
        HttpResponse<InputStream> answer = ask(place, lines, slots != null);
        boolean good = answer.statusCode() == 200;
        for (HttpString name : new HttpString[] {Logs.INSTANCE, Logs.LINES}) {
            answer.headers()
                    .firstValue(name.toString())
                    .ifPresent(value -> exchange.getResponseHeaders().put(name, value));
        }
        if (good && slots != null) {
            slots.run(exchange, out -> follow(answer.body(), out));
            return;
        }
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readNBytes(MOST_BYTES);
            if (!good) {
                throw failed(place, "answered with status " + answer.statusCode());
            }
            Answers.bytes(exchange, Answers.TEXT, bytes);
        } catch (IOException e) {
            throw failed(place, "broke off: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private HttpResponse<InputStream> ask(Commands.LogPlace place, int lines, boolean follow) {
        URI there = URI.create(place.admin())
                .resolve(AdminServer.LOGS_PATH + place.instance() + "?lines=" + lines + (follow ? "&follow=true" : ""));
        HttpRequest request = HttpRequest.newBuilder(there)
                .header("Authorization", identity.token().header())
                .header(FORWARDED.toString(), identity.id())
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw failed(place, "does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(place, "was not waited for");
        }
    }

    private static void follow(InputStream body, StreamSlots.Out out) throws IOException {
        try (body) {
            byte[] chunk = new byte[CHUNK];
            for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
                out.write(Arrays.copyOf(chunk, count));
            }
        }
    }

    private static ProblemException failed(Commands.LogPlace place, String what) {
        return new ProblemException(
                502,
                place.instance() + ": the orchestrator of host " + place.host() + " at " + place.admin() + " " + what
                        + " (expected: its output)");
    }
}
