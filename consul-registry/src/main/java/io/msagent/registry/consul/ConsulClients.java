package io.msagent.registry.consul;

import com.orbitz.consul.Consul;
import com.orbitz.consul.config.CacheConfig;
import com.orbitz.consul.config.ClientConfig;
import com.orbitz.consul.model.agent.Registration;
import com.orbitz.consul.model.kv.ImmutableOperation;
import com.orbitz.consul.util.Jackson;
import io.msagent.core.registry.RegistryAccess;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import okhttp3.ConnectionPool;

/** Builds Orbitz's clients for one address, one for each way of waiting. None makes a request when built. */
final class ConsulClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    static {
        // a constant of Orbitz's, but in our class loader, where nobody else uses it
        Jackson.MAPPER.addMixIn(Registration.class, EmptyMeta.class);
        Jackson.MAPPER.addMixIn(ImmutableOperation.class, EveryByte.class);
    }

    private final URI address;
    private final Map<String, String> headers;
    private final Trust trust;

    ConsulClients(RegistryAccess access) {
        String token = access.token();
        this.address = access.address();
        this.headers = token == null ? Map.of() : Map.of("X-Consul-Token", token);
        this.trust = Trust.of(access);
    }

    /** For requests that are answered at once: 2 s to connect, 5 s to answer. */
    Consul quick() {
        return builder(ANSWER, new ConnectionPool(4, 1, TimeUnit.MINUTES)).build();
    }

    /**
     * As {@link #quick} with a fresh connection for each request. OkHttp silently sends a request again when a kept
     * connection turns out to be dead; a check-and-set that had been done would then come back as lost.
     */
    Consul quickOnFreshConnections() {
        return builder(ANSWER, new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
    }

    /**
     * For blocking queries. Each watch has its own, since {@code destroy} is the only way to cancel a request.
     *
     * @param closed whether the watch is; no request begins then
     */
    Consul blocking(Duration longestAnswer, BooleanSupplier closed) {
        return builder(longestAnswer, new ConnectionPool(1, 1, TimeUnit.MINUTES))
                .withConsulBookend(new UnlessClosed(closed))
                .build();
    }

    private Consul.Builder builder(Duration answer, ConnectionPool pool) {
        return Consul.builder()
                .withUrl(address.toString())
                .withPing(false)
                .withHeaders(headers)
                .withSslContext(trust.context())
                .withTrustManager(trust.manager())
                .withConnectTimeoutMillis(CONNECT.toMillis())
                .withReadTimeoutMillis(answer.toMillis())
                .withWriteTimeoutMillis(ANSWER.toMillis())
                .withConnectionPool(pool)
                .withExecutorService(noThreads())
                // the client would stretch its own limit for blocking queries; ours has the margin in it
                .withClientConfiguration(new ClientConfig(CacheConfig.builder()
                        .withTimeoutAutoAdjustmentEnabled(false)
                        .build()));
    }

    /** We call synchronously only; Orbitz's default would keep a pool of threads that are no daemons. */
    private static ExecutorService noThreads() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "ms-agent-consul");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
