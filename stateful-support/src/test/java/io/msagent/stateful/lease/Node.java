package io.msagent.stateful.lease;

import io.msagent.core.call.Deadline;
import io.msagent.core.config.Settings;
import io.msagent.core.metrics.Meters;
import io.msagent.core.registry.CuttableProxy;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Proof;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.ServedService;
import io.msagent.core.stateful.Peers;
import io.msagent.core.stateful.StatefulHost;
import io.msagent.core.token.ClusterToken;
import io.msagent.registry.consul.ConsulRegistryFactory;
import io.msagent.stateful.handover.Carrier;
import io.msagent.stateful.store.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One instance: its line to the registry, its heartbeat, its leases and what it has in memory. */
final class Node implements Peers, AutoCloseable {
    final String id;
    final RecordedHoldings holdings;
    final LossyLine losses = new LossyLine();
    final CuttableProxy line;
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger brought = new AtomicInteger();
    volatile boolean deaf;
    /** Says that it would take partitions, and does not. */
    volatile boolean fullHands;

    @Nullable
    StateStore store;

    private final Town town;
    private final ClusterToken token = ClusterToken.of(Town.TOKEN);
    private final Registry beating;
    private final Registry registry;
    private final RegistryLeases leases;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "heart");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Instance.Status status = Instance.Status.PASSING;

    Node(Town town, String id) throws IOException {
        this.town = town;
        this.id = Town.SERVICE + "." + id;
        this.line = new CuttableProxy(town.registry());
        RegistryAccess access = RegistryAccess.of(line.address(), Town.TOKEN);
        this.beating = new ConsulRegistryFactory().connect(access);
        this.registry = losses.over(new ConsulRegistryFactory().connect(access));
        this.holdings = new RecordedHoldings(this.id, town.owners);
        StatefulHost host = new StatefulHost(Settings.of(Map.of()), token, registry, this, Meters.NONE);
        this.leases = new RegistryLeases(host, registry);
    }

    void join() {
        var unused = heart.scheduleWithFixedDelay(this::beat, 0, 300, TimeUnit.MILLISECONDS);
        leases.serve(new ServedService(Town.SERVICE, "digest", List.of()), id, holdings, store);
    }

    private void beat() {
        try {
            if (!beating.beat(id, status, "")) {
                Registration registration = new Registration(
                        id,
                        Town.SERVICE,
                        "127.0.0.1",
                        7001,
                        List.of(),
                        Map.of(),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10));
                beating.register(new Proof(token).on(registration), status);
            }
        } catch (RegistryException e) {
            // the next beat may get through
        }
    }

    /** Out of service, everything handed over, gone. */
    List<String> leave() {
        beating.maintenance(id, true, "leaves");
        List<String> problems = leases.quiesce(Duration.ofSeconds(30));
        heart.shutdownNow();
        beating.deregister(id);
        return problems;
    }

    /** As a process that is killed: nothing of it is heard any more. */
    void crash() throws IOException {
        town.nodes.remove(id);
        heart.shutdownNow();
        line.cut();
    }

    @Override
    public byte[] post(Instance to, String path, byte[] body, Deadline deadline) throws IOException {
        Node other = town.nodes.get(to.id());
        boolean question = path.endsWith(Carrier.READY);
        if (other == null || other.deaf || (other.fullHands && !question)) {
            if (other != null) {
                other.refused.incrementAndGet();
            }
            throw new IOException("instance " + to.id() + ": connection refused");
        }
        Answer answer = other.leases.handle(path, body);
        if (answer == null || answer.status() != 200) {
            throw new IOException("instance " + to.id() + ": " + (answer == null ? "not found" : answer.status()));
        }
        if (!question) {
            other.brought.incrementAndGet();
        }
        return answer.body();
    }

    /** Whether it would take partitions. */
    boolean isReady() {
        Answer answer = leases.handle(Carrier.PATH + Town.SERVICE + "/" + Carrier.READY, new byte[0]);
        return answer != null && Arrays.equals(answer.body(), Carrier.ready(true));
    }

    @Override
    public void close() {
        town.nodes.remove(id);
        heart.shutdownNow();
        leases.close();
        registry.close();
        beating.close();
        try {
            line.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
