package io.msagent.it.scale;

import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.runtime.Beating;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** All processes that serve: each has a connector, and the product's heartbeat for its instances. */
final class Fleet implements AutoCloseable {
    private static final Duration DEREGISTER_AFTER = Duration.ofMinutes(1);

    private final LongAdder beats = new LongAdder();
    private final List<Registry> connectors = new ArrayList<>();
    private final List<Beating> heartbeats = new ArrayList<>();

    Fleet(Target target, Size size, Duration interval) {
        List<Registration> of = new ArrayList<>();
        for (int i = 0; i < size.instances(); i++) {
            of.add(registration(i, size, interval));
            if (i + 1 == size.instances() || Size.processOf(i + 1) != Size.processOf(i)) {
                Registry connector = target.connect();
                connectors.add(connector);
                heartbeats.add(Beating.start(connector, List.copyOf(of), this::note, interval));
                of.clear();
            }
        }
    }

    /** Asked for once a beat. */
    private String note() {
        beats.increment();
        return "serving · 0/16 busy";
    }

    long beats() {
        return beats.sum();
    }

    static String id(int instance) {
        return "instance-" + instance;
    }

    /** With meta of the usual size. */
    private static Registration registration(int instance, Size size, Duration interval) {
        return new Registration(
                id(instance),
                size.serviceOf(instance),
                "127.0.0.1",
                10_000 + instance,
                List.of("ms-agent"),
                Map.of(
                        "class", "com.example.simulated.PricingService",
                        "method", "quote(Lcom/example/simulated/Order;)Lcom/example/simulated/Quote;",
                        "protocol", "1",
                        "digest", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                        "receiver", "none",
                        "stateful", "false",
                        "pid", Integer.toString(instance),
                        "host", "simulated",
                        "started", "2026-01-01T00:00:00Z"),
                interval.multipliedBy(3),
                DEREGISTER_AFTER);
    }

    @Override
    public void close() {
        heartbeats.parallelStream().forEach(Beating::close);
        connectors.forEach(Registry::close);
    }
}
