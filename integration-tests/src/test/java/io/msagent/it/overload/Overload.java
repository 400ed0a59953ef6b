package io.msagent.it.overload;

import io.msagent.core.client.CallStats;
import io.msagent.core.client.Caller;
import io.msagent.core.client.ClientOptions;
import io.msagent.core.client.HttpTransport;
import io.msagent.core.client.Provision;
import io.msagent.core.config.Settings;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.server.CallServer;
import io.msagent.core.server.ServedService;
import io.msagent.core.server.ServerOptions;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.Protocol;
import io.msagent.stateful.dedupe.MemoryCallRecordFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Three providers, and calls at half of what they can do up to eight times as much; prints a Markdown table. */
final class Overload {
    private static final ClusterToken TOKEN = ClusterToken.of("benchmark-benchmark");
    private static final int PROVIDERS = 3;
    private static final int WORKERS = 4;
    private static final double CAPACITY = PROVIDERS * WORKERS / (Work.BODY.toNanos() / 1e9);
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private Overload() {}

    /** Takes the seconds for each row. */
    public static void main(String[] arguments) throws Exception {
        double seconds = Double.parseDouble(arguments[0]);
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < PROVIDERS; i++) {
            instances.add(provider("p" + i));
        }
        System.out.printf(
                Locale.ROOT,
                "%d providers, %d workers each, bodies of %d ms: %.0f calls/s at most; deadline %d ms%n%n",
                PROVIDERS,
                WORKERS,
                Work.BODY.toMillis(),
                CAPACITY,
                DEADLINE.toMillis());
        System.out.println(
                "| offered, of what they can do | offered/s | answered/s | p50 ms | p99 ms | failed, % | attempts a call |");
        System.out.println("|---|---|---|---|---|---|---|");
        row(instances, 0.5, 5, false);
        for (double load : new double[] {0.5, 0.9, 1, 2, 4, 8}) {
            row(instances, load, seconds, true);
        }
        System.exit(0);
    }

    private static Instance provider(String id) throws Exception {
        ServerOptions options =
                ServerOptions.from(Settings.of(Map.of("workers", "" + WORKERS, "workers.queue", "" + 2 * WORKERS)));
        CallServer server = CallServer.start(
                options, TOKEN, new MemoryCallRecordFactory().create(10_000, 10_000_000, Duration.ofMinutes(2)));
        server.serve(new ServedService(Work.SERVICE, Work.DIGEST, List.of(new Work(DEADLINE))));
        return new Instance(
                id,
                Work.SERVICE,
                "127.0.0.1",
                server.port(),
                Map.of(InstanceMeta.PROTOCOL, Protocol.VERSION, InstanceMeta.DIGEST, Work.DIGEST),
                Instance.Status.PASSING,
                "");
    }

    private static void row(List<Instance> instances, double load, double seconds, boolean print) throws Exception {
        ClientOptions options = ClientOptions.from(Settings.of(Map.of()));
        CallStats stats = new CallStats();
        try (Caller caller = new Caller(
                (service, listener, onLost) -> {
                    listener.accept(instances);
                    return () -> {};
                },
                TOKEN,
                new HttpTransport(options),
                Provision.NONE,
                options,
                stats)) {
            Offered offered = Offered.run(caller, new Work(DEADLINE), load * CAPACITY, seconds);
            CallStats.Row row = stats.snapshot().get(0);
            if (print) {
                System.out.printf(
                        Locale.ROOT,
                        "| %.1f x | %.0f | %.0f | %.0f | %.0f | %.1f | %.2f |%n",
                        load,
                        load * CAPACITY,
                        offered.acceptedASecond(),
                        offered.millis(50),
                        offered.millis(99),
                        100.0 * offered.failed() / row.calls(),
                        1 + (double) row.retries() / row.calls());
            }
        }
    }
}
