package io.msagent.orchestrator.control;

import io.msagent.core.registry.Instance;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.Protocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks registered instances whether they answer; remembers who did. Safe for use by any thread; never blocks. */
final class Health implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ClusterToken token;
    private final Runnable onAnswer;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "ms-agent-health");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client;
    private final String scheme;
    private final Set<Asked> answered = ConcurrentHashMap.newKeySet();
    private final Set<Asked> asked = ConcurrentHashMap.newKeySet();

    /** A process may have several instances at one address, of which one may be out of service. */
    private record Asked(String instance, URI address) {
    }

    Health(ClusterToken token, @Nullable CallTls tls, Runnable onAnswer) {
        this.token = token;
        this.onAnswer = onAnswer;
        this.scheme = tls == null ? "http" : "https";
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .executor(threads);
        if (tls != null) {
            builder.sslContext(new ReloadingTls(tls.files()).context());
        }
        this.client = builder.build();
    }

    /** Whether it has answered since it last became callable; asks it if it has not. */
    boolean answers(Instance instance) {
        Asked about = about(instance);
        if (!instance.status().isCallable() && instance.status() != Instance.Status.NODE_CRITICAL) {
            answered.remove(about);
            return false;
        }
        if (answered.contains(about)) {
            return true;
        }
        if (asked.add(about)) {
            ask(about);
        }
        return false;
    }

    /** It is gone; whoever gets its port is asked anew. */
    void forget(Instance instance) {
        answered.remove(about(instance));
    }

    /** Forgets all but these. */
    void keepTo(Stream<Instance> there) {
        answered.retainAll(there.map(this::about).collect(Collectors.toSet()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void ask(Asked about) {
        HttpRequest request = HttpRequest.newBuilder(about.address())
                .header("Authorization", token.header())
                .timeout(PATIENCE)
                .build();
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (failure == null && answer.statusCode() == 200) {
                answered.add(about);
                onAnswer.run();
            }
            // after a failure the next round asks again
            asked.remove(about);
        });
    }

    private Asked about(Instance instance) {
        return new Asked(instance.id(), address(instance));
    }

    private URI address(Instance instance) {
        String host = instance.host().contains(":") ? "[" + instance.host() + "]" : instance.host();
        return URI.create(scheme + "://" + host + ":" + instance.port() + Protocol.HEALTH_PATH);
    }
}
