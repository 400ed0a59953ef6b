package io.msagent.orchestrator.plan.sim;

import io.msagent.orchestrator.model.HostState;
import io.msagent.orchestrator.model.Policy;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a round of the control loop costs in decisions alone, at 10, 100 and 1,000 services of five instances each. No test:
 * {@code integration-tests/benchmarks/planner} runs it, and what it prints stands in docs/performance.md.
 */
final class PlanCost {
    private static final int INSTANCES = 5;
    private static final int ROUNDS = 300;

    private PlanCost() {}

    public static void main(String[] arguments) {
        if (Arrays.equals(arguments, new String[] {"--day"})) {
            Day day = new Day(1_000, 10);
            day.run();
            System.out.println(day.report());
            return;
        }
        World warm = world(100);
        warm.run(3_000);
        System.out.println(
                "| services | instances | plan, ms of CPU | p99 | states and plan, and the world's own, ms |");
        System.out.println("|---".repeat(5) + "|");
        for (int services : new int[] {10, 100, 1_000}) {
            System.out.println(measure(services));
        }
    }

    private static String measure(int services) {
        World world = world(services);
        world.run(60);
        double[] plans = new double[ROUNDS];
        double[] rounds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begin = cpu();
            world.step();
            long between = cpu();
            int actions = world.planner.plan(world.lastSeen, world.at()).size();
            plans[i] = (cpu() - between) / 1e6;
            rounds[i] = (between - begin) / 1e6;
            if (actions > 0) {
                throw new IllegalStateException("not at rest: " + world.lastPlan);
            }
        }
        Arrays.sort(plans);
        Arrays.sort(rounds);
        return String.format(
                Locale.ROOT,
                "| %,d | %,d | %.3f | %.3f | %.3f |",
                services,
                services * INSTANCES,
                plans[ROUNDS / 2],
                plans[ROUNDS * 99 / 100],
                rounds[ROUNDS / 2]);
    }

    /** Of this thread alone: others on this machine do not count, nor does a parallel collector. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** At rest, after as many services have started what they need. */
    private static World world(int services) {
        World world = new World(1);
        for (int i = 0; i < Math.max(1, services / 20); i++) {
            world.hosts.add(new HostState("host" + i, 64, 0, 0, false, true, "o"));
        }
        for (int i = 0; i < services; i++) {
            SimService service = world.add("s" + i, new Policy(1, 16, null), INSTANCES);
            service.offered = second -> 0.4 * INSTANCES * service.capacity;
        }
        return world;
    }
}
