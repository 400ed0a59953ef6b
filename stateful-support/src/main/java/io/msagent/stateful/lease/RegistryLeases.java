package io.msagent.stateful.lease;

import io.msagent.core.call.Deadline;
import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.ServedService;
import io.msagent.core.stateful.StatefulHost;
import io.msagent.stateful.handover.Carrier;
import io.msagent.stateful.holding.Holdings;
import io.msagent.stateful.store.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Leases that are locks in the registry. Safe for use by any thread. */
public final class RegistryLeases implements LeaseKeeper {
    /** What handing over may take beside the time for open transactions. */
    private static final Duration HANDING_OVER = Duration.ofSeconds(5);

    private static final long LOOK_MILLIS = 10;
    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;

    private final StatefulHost host;
    private final Registry registry;
    private final LongSupplier nanoTime;
    private final Map<String, ServiceLeases> services = new ConcurrentHashMap<>();
    private final ExecutorService movers = Executors.newCachedThreadPool(new MoverThreads());
    private @Nullable LeaseSession session;
    private boolean closed;

    /** Does nothing until it is to serve. */
    public RegistryLeases(StatefulHost host, Registry registry) {
        this(host, registry, System::nanoTime);
    }

    /** @param nanoTime by which the session's time is measured */
    RegistryLeases(StatefulHost host, Registry registry, LongSupplier nanoTime) {
        this.host = host;
        this.registry = registry;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void serve(
            ServedService service, String instanceId, Holdings holdings, @Nullable StateStore store) {
        if (closed) {
            return;
        }
        LeaseSession open = session;
        if (open == null) {
            open = new LeaseSession(registry, "ms-agent leases of " + instanceId, new All(), nanoTime);
            session = open;
            open.start();
        }
        ServiceLeases leases = new ServiceLeases(host, registry, open, service, instanceId, holdings, store, movers);
        if (services.putIfAbsent(service.name(), leases) != null) {
            leases.close();
            throw new IllegalStateException("service " + service.name() + ": is served already");
        }
        leases.start();
    }

    @Override
    public List<String> quiesce(Duration atMost) {
        Deadline open = Deadline.after(atMost);
        Deadline end = Deadline.after(atMost.plus(HANDING_OVER));
        services.values().forEach(leases -> leases.leave(open));
        List<String> problems = new ArrayList<>();
        try {
            while (!services.values().stream().allMatch(ServiceLeases::hasLeft) && !end.passed()) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        services.forEach((name, leases) -> {
            problems.addAll(leases.problems());
            if (!leases.hasLeft()) {
                problems.add(name + ": not all partitions were handed over within "
                        + atMost.plus(HANDING_OVER).toSeconds()
                        + " s (expected: quiesce.timeout longer than transactions"
                        + " take, and a registry that answers)");
            }
        });
        close();
        return problems;
    }

    @Override
    public @Nullable Answer handle(String path, byte[] body) {
        if (!path.startsWith(Carrier.PATH)) {
            return null;
        }
        String[] parts = path.substring(Carrier.PATH.length()).split("/", -1);
        ServiceLeases leases = services.get(parts[0]);
        if (parts.length != 2 || leases == null) {
            return answer(
                    CONFLICT,
                    "hand-over at " + path + " (expected: handover/SERVICE/PARTITION of a service that is"
                            + " served here, or handover/SERVICE/ready)");
        }
        if (parts[1].equals(Carrier.READY)) {
            return new Answer(200, Map.of(), Carrier.ready(leases.isReady()));
        }
        try {
            leases.add(Integer.parseInt(parts[1]), body);
            return new Answer(200, Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            return answer(BAD_REQUEST, "partition: " + parts[1] + " (expected: a whole number)");
        } catch (IOException e) {
            return answer(CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    private static Answer answer(int status, String what) {
        return new Answer(status, Map.of(), what.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        services.values().forEach(ServiceLeases::close);
        if (session != null) {
            session.close();
        }
        movers.shutdownNow();
        Log.debug("leases are given up");
    }

    private final class All implements LeaseSession.Events {
        @Override
        public void opened() {
            services.values().forEach(ServiceLeases::wake);
        }

        @Override
        public void lost(Term term) {
            services.values().forEach(leases -> leases.lost(term));
        }
    }

    private static final class MoverThreads implements ThreadFactory {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "ms-agent-handover-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
