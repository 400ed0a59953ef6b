package io.msagent.it.soak;

import static org.awaitility.Awaitility.await;

import io.msagent.it.faults.Schedule;
import io.msagent.it.faults.Trouble;
import io.msagent.it.kit.Capacity;
import io.msagent.it.kit.proxy.ProxiedRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Strikes one thing after the other, and waits after each until all is there again. */
final class Blows {
    private final Replicas replicas;
    private final ProxiedRegistry proxied;
    private final Capacity capacity;
    private final Recoveries recoveries = new Recoveries();
    private final Map<String, Integer> struck = new TreeMap<>();

    Blows(Replicas replicas, ProxiedRegistry proxied, Capacity capacity) {
        this.replicas = replicas;
        this.proxied = proxied;
        this.capacity = capacity;
    }

    Recoveries recoveries() {
        return recoveries;
    }

    /** How many of each kind. */
    Map<String, Integer> struck() {
        return struck;
    }

    /** Strikes until the time is over. */
    void strike(long seed, Duration duration) throws Exception {
        Random random = new Random(seed);
        long end = System.nanoTime() + duration.toNanos();
        for (Schedule.Step step :
                Schedule.of(seed, capacity.size(), duration.toMillis()).steps()) {
            if (System.nanoTime() > end) {
                return;
            }
            int kind = random.nextInt(10);
            if (kind == 0) {
                killReplica(random);
            } else if (kind == 1) {
                hang(random);
            } else {
                befall(step);
            }
        }
    }

    private void befall(Schedule.Step step) throws Exception {
        ProcessHandle victim = victim(step.victim());
        if (proxied.mirror().proxy(victim.pid()) == null) {
            return; // callers have not heard of it yet
        }
        boolean kill = step.kind() == Schedule.Kind.KILL;
        struck.merge(step.kind().toString(), 1, Integer::sum);
        long begin = System.nanoTime();
        new Trouble(proxied).befall(kill ? brief(step) : step, victim);
        recovered("SIGKILL of an instance | all serve", begin, kill);
        if (kill) {
            proxied.mirror().forget(victim.pid());
        }
    }

    /** Whoever kills does not wait any longer before he looks. */
    private static Schedule.Step brief(Schedule.Step step) {
        return new Schedule.Step(step.kind(), step.victim(), step.fault(), 1);
    }

    /** Stands still for good: somebody else has to end it. */
    private void hang(Random random) throws Exception {
        ProcessHandle victim = victim(random.nextInt(capacity.size()));
        struck.merge("HANG", 1, Integer::sum);
        long begin = System.nanoTime();
        Trouble.signal("STOP", victim);
        awaitGone(victim);
        recovered("SIGSTOP of an instance for good | all serve", begin, true);
        proxied.mirror().forget(victim.pid());
    }

    private void awaitGone(ProcessHandle victim) throws InterruptedException {
        try {
            victim.onExit().get(3, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            recoveries.never("the hung process " + victim.pid() + " was not killed");
            victim.destroyForcibly();
        }
    }

    private void killReplica(Random random) throws Exception {
        List<ProcessHandle> all = List.copyOf(replicas.processes().values());
        ProcessHandle victim = all.get(random.nextInt(all.size()));
        struck.merge("KILL_ORCHESTRATOR", 1, Integer::sum);
        long begin = System.nanoTime();
        victim.destroyForcibly();
        victim.onExit().join();
        recovered("SIGKILL of an orchestrator | the registry shows all serve", begin, true);
        await("all orchestrators again")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(replicas::complete);
        recoveries.add("SIGKILL of an orchestrator | both run, one leads", Duration.ofNanos(System.nanoTime() - begin));
    }

    private ProcessHandle victim(int number) throws InterruptedException {
        if (capacity.awaitFull(System.nanoTime()).isEmpty()) {
            throw new AssertionError("not all serve again");
        }
        List<ProcessHandle> all = capacity.processes();
        return all.get(number % all.size());
    }

    private void recovered(String kind, long begin, boolean counts) throws InterruptedException {
        capacity.awaitFull(begin)
                .ifPresentOrElse(
                        duration -> {
                            if (counts) {
                                recoveries.add(kind, duration);
                            }
                        },
                        () -> recoveries.never(kind));
    }
}
