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
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Fetches output from the orchestrator of another host, with the cluster token. Safe for use by any thread. */
final class LogProxy implements AutoCloseable {
    private static final HttpString FORWARDED = new HttpString("ms-forwarded");
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    /** Longer than the other would go on without a word. */
    private static final Duration SILENCE = LogFollower.SILENCE.plusMinutes(1);

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
                .connectTimeout(CONNECT)
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

    /** Answers with what the other has now. Blocks, for less than a minute. */
    void pass(HttpServerExchange exchange, Commands.LogPlace place, int lines) {
        try (InputStream body = ask(exchange, place, lines, false)) {
            XnioExecutor.Key cut = after(ANSWER, exchange, body);
            try {
                Answers.bytes(exchange, Answers.TEXT, body.readNBytes(MOST_BYTES));
            } finally {
                cut.remove();
            }
        } catch (IOException e) {
            throw failed(place, "broke off: " + e.getMessage());
        }
    }

    /** Answers with what the other goes on to have. Blocks until either end has gone. */
    void follow(HttpServerExchange exchange, Commands.LogPlace place, int lines) throws IOException {
        try (InputStream body = ask(exchange, place, lines, true)) {
            exchange.getConnection().addCloseListener(closed -> IoUtils.safeClose(body));
            try (LogOut out = LogOut.begin(exchange)) {
                copy(exchange, body, out);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** The body of an answer that is good; its headers are passed on. */
    private InputStream ask(HttpServerExchange exchange, Commands.LogPlace place, int lines, boolean follow) {
        HttpResponse<InputStream> answer = send(place, lines, follow);
        if (answer.statusCode() != 200) {
            IoUtils.safeClose(answer.body());
            throw failed(place, "answered with status " + answer.statusCode());
        }
        for (HttpString name : List.of(Logs.INSTANCE, Logs.LINES)) {
            answer.headers()
                    .firstValue(name.toString())
                    .ifPresent(value -> exchange.getResponseHeaders().put(name, value));
        }
        return answer.body();
    }

    private HttpResponse<InputStream> send(Commands.LogPlace place, int lines, boolean follow) {
        URI there = URI.create(place.admin())
                .resolve(AdminServer.LOGS_PATH + place.instance() + "?lines=" + lines + (follow ? "&follow=true" : ""));
        HttpRequest request = HttpRequest.newBuilder(there)
                .header("Authorization", identity.token().header())
                .header(FORWARDED.toString(), identity.id())
                .timeout(ANSWER)
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

    private static void copy(HttpServerExchange exchange, InputStream body, LogOut out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        int count = 0;
        while (count >= 0) {
            out.write(Arrays.copyOf(chunk, count));
            XnioExecutor.Key cut = after(SILENCE, exchange, body);
            try {
                count = body.read(chunk);
            } finally {
                cut.remove();
            }
        }
    }

    /** Reading from a closed one fails; that is how one is cut whose host has gone. */
    private static XnioExecutor.Key after(Duration time, HttpServerExchange exchange, InputStream body) {
        return exchange.getIoThread()
                .executeAfter(() -> IoUtils.safeClose(body), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ProblemException failed(Commands.LogPlace place, String what) {
        return new ProblemException(
                502,
                place.instance() + ": the orchestrator of host " + place.host() + " at " + place.admin() + " " + what
                        + " (expected: its output)");
    }
}
