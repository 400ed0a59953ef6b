package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Admin;
import io.msagent.it.kit.Replicas;
import io.msagent.it.kit.proxy.Fault;
import io.msagent.it.kit.proxy.FaultScript;
import io.msagent.it.kit.proxy.ProxiedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Two orchestrators, instances of {@code vault} behind proxies, and what befalls them. */
final class StatefulFleet implements AutoCloseable {
    static final String SERVICE = "vault";
    private static final int SIZE = 3;
    private static final int LOST_ANSWERS = 5;
    private static final int STOPPED_SECONDS = 4;

    private final Replicas replicas;
    private final ClerkProcess first;
    private final FaultScript script = new FaultScript();
    private final ProxiedRegistry proxied;
    private final Leases leases;
    private final Random random;

    /** Returns when all keys are owned. */
    StatefulFleet(Path folder, Random random) {
        this.random = random;
        replicas = Replicas.start(folder.resolve("orchestrators"), 2);
        // the launches come from it, by the registry that no proxy stands before
        first = new ClerkProcess(
                folder,
                "first",
                folder.resolve("ledger"),
                "registry=" + replicas.registry(),
                "token.file=" + replicas.tokenFile(),
                "fallback=none",
                "heartbeat.ttl=15s");
        first.result("counter.get", "first");
        proxied = new ProxiedRegistry(folder, script, Set.of(SERVICE), replicas.tokenFile(), replicas.registry());
        leases = new Leases(proxied.source(), SERVICE);
        scale(SIZE);
        awaitOwned(SIZE);
    }

    /** The agent settings of a caller. */
    String[] callerSettings() {
        return proxied.callerSettings("fallback=none", "connect.timeout=2s");
    }

    private Admin admin() {
        return replicas.admin();
    }

    private void scale(int count) {
        Patience.until("scale to " + count, () -> {
            admin().post("services/" + SERVICE + "/scale", "{\"count\":" + count + "}");
            return true;
        });
    }

    /** Waits until so many serve, every key is owned by one of them, and callers can see them. */
    private void awaitOwned(int count) {
        Patience.until(
                count + " that own everything; " + replicas.events(SERVICE),
                () -> admin().instances(SERVICE).stream()
                                        .filter(one -> !one.isOver())
                                        .count()
                                == count
                        && admin().pids(SERVICE).size() == count
                        && admin().pids(SERVICE).stream()
                                .allMatch(pid -> proxied.mirror().shows(pid, SERVICE))
                        && leases.areSharedBy(admin().pids(SERVICE)));
    }

    private long victim() {
        List<Long> pids = Patience.eventually("instances").until(() -> admin().pids(SERVICE), all -> !all.isEmpty());
        return pids.get(random.nextInt(pids.size()));
    }

    /** Lets it happen, while the storm calls; returns when all is as it shall be again. */
    void befall(Blow blow, StormProcess storm) throws Exception {
        switch (blow) {
            case KILL_OWNER -> {
                long victim = victim();
                kill(victim);
                proxied.mirror().forget(victim);
            }
            case PAUSE_OWNER -> pause();
            case CUT_CONNECTIONS -> proxied.mirror().proxy(victim()).cut();
            case LOSE_ANSWERS ->
                script.next(Collections.nCopies(LOST_ANSWERS, Fault.LOSE_ANSWER).toArray(Fault[]::new));
            case KILL_LEADER -> {
                long leader = replicas.awaitLeaderOtherThan(0);
                kill(leader);
                replicas.awaitAllWithout(leader);
            }
            case KILL_REGISTRY -> {
                long holder = replicas.registryHolder();
                kill(holder);
                replicas.awaitAllWithout(holder);
            }
            case STOP_REGISTRY -> stopRegistry();
            case SCALE_OUT -> {
                scale(SIZE + 1);
                awaitOwned(SIZE + 1);
                scale(SIZE);
            }
            case SCALE_IN -> {
                scale(SIZE - 1);
                awaitOwned(SIZE - 1);
                scale(SIZE);
            }
            case ROLLING_RESTART -> {
                Set<Long> old = Set.copyOf(admin().pids(SERVICE));
                admin().post("services/" + SERVICE + "/restart", "{}");
                Patience.until(
                        "all are new", () -> admin().pids(SERVICE).stream().noneMatch(old::contains));
            }
        }
        awaitOwned(SIZE);
        storm.awaitOperations(50);
    }

    private static void kill(long pid) {
        ProcessHandle victim = ProcessHandle.of(pid).orElseThrow();
        assertThat(victim.destroyForcibly()).isTrue();
        victim.onExit().join();
    }

    /** It may be given up before it goes on; then it is gone. */
    private void pause() throws IOException, InterruptedException {
        long victim = victim();
        Patience.signal("STOP", victim);
        Patience.until("others own its keys", () -> !leases.holders().containsValue(victim));
        goOn(victim);
    }

    /** For some seconds; it is no harm if it is replaced meanwhile. */
    private void stopRegistry() throws IOException, InterruptedException {
        long holder = replicas.registryHolder();
        Patience.signal("STOP", holder);
        try {
            ProcessHandle.of(holder).orElseThrow().onExit().get(STOPPED_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            goOn(holder);
        }
    }

    private static void goOn(long pid) throws IOException, InterruptedException {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
            Patience.signal("CONT", pid);
        }
    }

    @Override
    public void close() {
        first.close();
        proxied.close();
        replicas.close();
    }
}
