package io.msagent.it.scale;

import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.runtime.Beating;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * All processes that serve: each has a connector, and the product's heartbeat for its instances. They start one after the
 * other, as a machine can start processes.
 */
final class Fleet implements AutoCloseable {
    private static final Duration DEREGISTER_AFTER = Duration.ofMinutes(1);

    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final LongAdder beats = new LongAdder();
    private final List<Registry> connectors = new ArrayList<>();
    private final List<Beating> heartbeats = new ArrayList<>();

    Fleet(Target target, Size size, Duration interval) throws InterruptedException {
        List<Registration> of = new ArrayList<>();
        for (int i = 0; i < size.instances(); i++) {
            of.add(registration(i, size, interval));
            if (i + 1 == size.instances() || Size.processOf(i + 1) != Size.processOf(i)) {
                start(target.connect(), List.copyOf(of), interval);
                of.clear();
            }
        }
    }

    private void start(Registry connector, List<Registration> instances, Duration interval)
            throws InterruptedException {
        connectors.add(connector);
        CountDownLatch first = new CountDownLatch(instances.size());
        Supplier<String> askedOnceABeat = () -> {
            beats.increment();
            first.countDown();
            return "serving · 0/16 busy";
        };
        heartbeats.add(Beating.start(connector, instances, askedOnceABeat, interval));
        boolean unused = first.await(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
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
