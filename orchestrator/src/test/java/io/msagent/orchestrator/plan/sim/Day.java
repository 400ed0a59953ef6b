package io.msagent.orchestrator.plan.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.HostState;
import io.msagent.orchestrator.model.Policy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Many services from midnight to midnight: each with a height, a busiest hour and a little noise of its own, a tenth of them
 * without a call at night and then at rest, a few with a burst. Always the same day.
 */
final class Day {
    static final int CORES = 64;
    private static final int SECONDS = 86_400;
    private static final int MOST = 32;

    private final World world;
    private final int step;
    private final Random random = new Random(5);
    private final Map<String, Deque<Long>> changes = new HashMap<>();
    private final Map<String, Integer> waiting = new HashMap<>();
    private int scaled;
    private int mostChanges;
    private int mostInstances;
    private int mostStarts;
    private int mostUnmet;
    private double offered;
    private long cpuNanos;

    Day(int services, int step) {
        this.world = new World(step);
        this.step = step;
        for (int i = 0; i < Math.max(1, services / 50); i++) {
            world.hosts.add(new HostState("host" + i, CORES, 0, 0, false, true, "o"));
        }
        for (int i = 0; i < services; i++) {
            boolean rests = i % 10 == 0;
            SimService service = world.add(
                    String.format(Locale.ROOT, "s%04d", i),
                    new Policy(1, MOST, rests ? Duration.ofMinutes(15) : null),
                    1);
            service.startTime = second -> 2 + random.nextInt(4);
            load(service, rests, i % 25 == 0);
        }
    }

    private void load(SimService service, boolean rests, boolean bursts) {
        double height = service.capacity * (0.2 + 4 * random.nextDouble() * random.nextDouble());
        double peak = (8 + 12 * random.nextDouble()) * 3_600;
        double noise = 0.02;
        long burst = random.nextInt(SECONDS);
        Random jitter = new Random(random.nextLong());
        service.offered = second -> {
            double wave = Math.cos(2 * Math.PI * (second - peak) / SECONDS);
            if (rests && wave < -0.5) {
                return 0;
            }
            double base = height * (1.1 + wave) / 2;
            double extra = bursts && second >= burst && second < burst + 1_800 ? height : 0;
            return (base + extra) * (1 + noise * (2 * jitter.nextDouble() - 1));
        };
    }

    void run() {
        for (int second = 0; second < SECONDS; second += step) {
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            world.step();
            cpuNanos += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
            look();
        }
    }

    private void look() {
        int instances = 0;
        Map<String, Integer> starts = new HashMap<>();
        for (SimService service : world.services.values()) {
            int least = service.policy.idle() == null ? 1 : 0;
            assertThat(service.desired).isBetween(least, MOST);
            instances += service.instances.size();
            offered += service.load * step;
            int waits = service.unmetNow > 0 ? waiting.merge(service.name, step, Integer::sum) : 0;
            waiting.put(service.name, waits);
            mostUnmet = Math.max(mostUnmet, waits);
        }
        for (Action action : world.lastPlan) {
            if (action instanceof Action.Desire desire) {
                changed(desire.service());
            } else if (action instanceof Action.Assign assign) {
                mostStarts = Math.max(mostStarts, starts.merge(assign.host(), 1, Integer::sum));
            }
        }
        mostInstances = Math.max(mostInstances, instances);
    }

    private void changed(String service) {
        scaled++;
        Deque<Long> lately = changes.computeIfAbsent(service, name -> new ArrayDeque<>());
        lately.addLast(world.now);
        while (lately.getFirst() < world.now - 3_600) {
            lately.removeFirst();
        }
        mostChanges = Math.max(mostChanges, lately.size());
    }

    int mostChangesInAnHour() {
        return mostChanges;
    }

    int mostSecondsUnmet() {
        return mostUnmet;
    }

    int mostStartsOnAHost() {
        return mostStarts;
    }

    double shareUnmet() {
        return world.services.values().stream().mapToDouble(s -> s.unmet).sum() / offered;
    }

    String report() {
        return String.format(
                Locale.ROOT,
                "%d services, a day: %d changes of a number (%.1f a service, at most %d within an hour), %d starts, at most %d"
                        + " instances; %.4f %% of the work had to wait, at most %d s in a row; %.1f s of CPU",
                world.services.size(),
                scaled,
                (double) scaled / world.services.size(),
                mostChanges,
                world.starts,
                mostInstances,
                100 * shareUnmet(),
                mostUnmet,
                cpuNanos / 1e9);
    }
}
