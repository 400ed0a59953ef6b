package io.msagent.orchestrator.observe;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.tls.TlsFiles;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.Protocol;
import io.msagent.orchestrator.model.Edge;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks registered instances directly how they are: each every second, or so seldom that all together are asked at most
 * {@value #MOST_A_SECOND} times a second; first those that were never asked, did not answer, or are in doubt. Safe for use by
 * any thread; asking never blocks.
 */
public final class Probes implements AutoCloseable {
    static final int MOST_A_SECOND = 200;
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final long TICK_MILLIS = 50;
    /** After a quiet time. */
    private static final int MOST_AT_ONCE = 20;

    private final Questions questions;
    private final boolean tls;
    private final Duration window;
    private final Map<String, Target> targets = new ConcurrentHashMap<>();
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "ms-agent-probes");
    private long round;
    private volatile boolean closed;

    /**
     * Begins to ask.
     *
     * @param tls files for asking over TLS; null: in clear text
     * @param window time over which load is taken
     * @param clock when answers came
     * @param onChange called, by any thread, when an instance has answered that had not, or the other way round
     */
    public Probes(ClusterToken token, @Nullable TlsFiles tls, Duration window, SteadyClock clock, Runnable onChange) {
        this.questions = new Questions(token, tls, clock, onChange);
        this.tls = tls != null;
        this.window = window;
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins a round: what is not wanted until its end is not asked any more. */
    void beginRound() {
        round++;
    }

    /** What is known of the registration, which is asked from now on; null if it must not be asked. */
    @Nullable
    Target want(Instance registration, boolean urgent) {
        // who has no proof has no meta and would be sent the token; who speaks otherwise would not understand
        boolean speaksTls = "true".equals(registration.meta().get(InstanceMeta.TLS));
        if (registration.meta().isEmpty() || speaksTls != tls) {
            return null;
        }
        URI address = address(registration);
        Target target = targets.compute(registration.id(), (id, known) -> {
            if (known != null && known.address.equals(address)) {
                return known;
            }
            wake.release();
            return new Target(registration.service(), address, window, System.nanoTime());
        });
        target.round = round;
        if (urgent && !target.urgent) {
            target.dueNanos = System.nanoTime();
            wake.release();
        }
        target.urgent = urgent;
        return target;
    }

    /** Ends a round. */
    void endRound() {
        targets.values().removeIf(target -> target.round != round);
    }

    /** Who calls whom, by all instances' answers; by caller and service. */
    public List<Edge> edges() {
        return CallGraph.of(targets.values());
    }

    @Override
    public void close() {
        closed = true;
        wake.release();
        questions.close();
    }

    private void run() {
        long last = System.nanoTime();
        double mayAsk = MOST_AT_ONCE;
        try {
            while (!closed) {
                boolean unused = wake.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS);
                wake.drainPermits();
                long now = System.nanoTime();
                mayAsk = Math.min(MOST_AT_ONCE, mayAsk + (now - last) * 1e-9 * MOST_A_SECOND);
                last = now;
                mayAsk -= askWell(now, (int) mayAsk);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever happens, others are asked later: an observer that asks no more takes all for hung. */
    private int askWell(long now, int atMost) {
        try {
            return ask(now, atMost);
        } catch (Throwable e) {
            Log.write(Log.Level.ERROR, "probes: a round failed", e);
            return atMost;
        }
    }

    /** @return how many were asked */
    private int ask(long now, int atMost) {
        List<Target> due = due(targets.values(), now, atMost);
        long interval = Math.max(OFTEN.toNanos(), TimeUnit.SECONDS.toNanos(1) * targets.size() / MOST_A_SECOND);
        for (Target target : due) {
            target.dueNanos = now + (target.urgent ? OFTEN.toNanos() : interval);
            questions.ask(target);
        }
        return due.size();
    }

    /** Which are to be asked now, the most urgent first. What others change meanwhile does not disturb the order. */
    static List<Target> due(Collection<Target> targets, long now, int atMost) {
        List<Due> due = new ArrayList<>();
        for (Target target : targets) {
            Due one = new Due(target, target.urgent, now - target.dueNanos);
            if (!target.asking && one.late() >= 0) {
                due.add(one);
            }
        }
        if (due.size() > atMost) {
            due.sort(Comparator.comparing((Due one) -> !one.urgent())
                    .thenComparing(Comparator.comparingLong(Due::late).reversed()));
        }
        return due.stream().limit(atMost).map(Due::target).toList();
    }

    private record Due(Target target, boolean urgent, long late) {}

    private URI address(Instance instance) {
        String host = instance.host().contains(":") ? "[" + instance.host() + "]" : instance.host();
        return URI.create((tls ? "https" : "http") + "://" + host + ":" + instance.port() + Protocol.HEALTH_PATH);
    }
}
