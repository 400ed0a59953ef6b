package io.msagent.orchestrator.observe;

import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsFiles;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.token.HealthKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Health requests, over connections that are kept. Safe for use by any thread; never blocks. */
final class Questions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Shorter, so that what comes of a question that reached nobody differs from what comes of one that nobody answered. */
    private static final Duration CONNECT = Duration.ofMillis(1_500);

    private static final Duration HEAD = Duration.ofMillis(1_800);
    private static final long MOST_BYTES = 1 << 20;
    private static final int OK = 200;
    /** It drains: it answers, and takes no new calls. */
    private static final int UNAVAILABLE = 503;

    private final HealthKey key;
    private final SteadyClock clock;
    private final Runnable onChange;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "ms-agent-probes-http");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client;

    Questions(ClusterToken token, @Nullable TlsFiles tls, SteadyClock clock, Runnable onChange) {
        this.key = new HealthKey(token);
        this.clock = clock;
        this.onChange = onChange;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(threads);
        if (tls != null) {
            builder.sslContext(new ReloadingTls(tls).context());
        }
        this.client = builder.build();
    }

    /** Asks; the target is told what comes of it, within two seconds. */
    void ask(Target target) {
        target.asking = true;
        CompletableFuture<HttpResponse<byte[]>> answer;
        try {
            answer = client.sendAsync(
                    HttpRequest.newBuilder(target.address)
                            .header("Authorization", key.header())
                            .timeout(HEAD)
                            .build(),
                    // one of unknown or unbelievable length is not read
                    head -> head.headers().firstValueAsLong("content-length").orElse(0) > MOST_BYTES
                                    || head.headers()
                                            .firstValue("content-length")
                                            .isEmpty()
                            ? BodySubscribers.replacing(new byte[0])
                            : BodySubscribers.ofByteArray());
        } catch (Throwable e) {
            // no such address can be, or there is no thread or memory just now
            answer = CompletableFuture.failedFuture(e);
        }
        // the request's own limit ends with the head of the answer
        CompletableFuture<HttpResponse<byte[]>> all = answer;
        CompletableFuture<Void> unused = all.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    boolean well = false;
                    try {
                        well = failure == null && heard(target, response);
                        if (!well) {
                            all.cancel(true);
                        }
                    } finally {
                        target.asking = false;
                        if (target.came(well, well || reached(failure))) {
                            onChange.run();
                        }
                    }
                    return null;
                });
    }

    private boolean heard(Target target, HttpResponse<byte[]> response) {
        try {
            HealthAnswer answer = HealthAnswer.parse(response.body(), target.service);
            if (response.statusCode() == OK || response.statusCode() == UNAVAILABLE) {
                target.keeps(answer.keeping());
            }
            if (response.statusCode() == OK) {
                target.window.add(answer, clock.now());
                return true;
            }
            return response.statusCode() == UNAVAILABLE && answer.capacity() > 0;
        } catch (IOException | DateTimeException | ArithmeticException e) {
            return false; // no provider says such a thing
        }
    }

    /** Whether there was a connection, and nothing came over it. */
    private static boolean reached(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null
                || (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
