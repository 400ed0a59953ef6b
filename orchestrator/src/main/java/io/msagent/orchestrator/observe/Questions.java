package io.msagent.orchestrator.observe;

import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsFiles;
import io.msagent.core.token.ClusterToken;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Health requests, over connections that are kept. Safe for use by any thread; never blocks. */
final class Questions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long MOST_BYTES = 1 << 20;
    private static final int OK = 200;
    /** It drains: it answers, and takes no new calls. */
    private static final int UNAVAILABLE = 503;

    private final ClusterToken token;
    private final SteadyClock clock;
    private final Runnable onChange;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "ms-agent-probes-http");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client;

    Questions(ClusterToken token, @Nullable TlsFiles tls, SteadyClock clock, Runnable onChange) {
        this.token = token;
        this.clock = clock;
        this.onChange = onChange;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
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
                            .header("Authorization", token.header())
                            .timeout(PATIENCE)
                            .build(),
                    // one of unknown or unbelievable length is not read
                    head -> head.headers().firstValueAsLong("content-length").orElse(0) > MOST_BYTES
                                    || head.headers()
                                            .firstValue("content-length")
                                            .isEmpty()
                            ? BodySubscribers.replacing(new byte[0])
                            : BodySubscribers.ofByteArray());
        } catch (IllegalArgumentException | RejectedExecutionException e) {
            // no such address can be, or this was closed just now
            answer = CompletableFuture.failedFuture(e);
        }
        // the request's own limit ends with the head of the answer
        CompletableFuture<HttpResponse<byte[]>> all = answer;
        CompletableFuture<Void> unused = all.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    boolean well = failure == null && heard(target, response);
                    if (!well) {
                        all.cancel(true);
                    }
                    target.asking = false;
                    if (target.came(well)) {
                        onChange.run();
                    }
                    return null;
                });
    }

    private boolean heard(Target target, HttpResponse<byte[]> response) {
        try {
            HealthAnswer answer = HealthAnswer.parse(response.body(), target.service);
            if (response.statusCode() == OK) {
                target.window.add(answer, clock.now());
                return true;
            }
            return response.statusCode() == UNAVAILABLE && answer.capacity() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
