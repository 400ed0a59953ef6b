package io.msagent.orchestrator.plan.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.HostState;
import io.msagent.orchestrator.model.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever happens: bounds hold, no plan contradicts itself, and when it is over all is as it should be. */
class AnythingTest {
    private static final int MOST = 6;

    @Property(tries = 12, seed = "1")
    void boundsHoldAndItSettles(@ForAll long seed) {
        Random random = new Random(seed);
        World world = new World(1);
        world.hosts.add(new HostState("a", 4, 0, 0, false, true, "o"));
        world.hosts.add(new HostState("b", 2, 0, 0, false, true, "o"));
        for (String name : List.of("s", "t")) {
            SimService service = world.add(name, new Policy(1, 3, null), 1);
            service.startTime = second -> random.nextInt(12);
        }
        for (int second = 0; second < 1_200; second++) {
            for (SimService service : world.services.values()) {
                disturb(world, service, random);
            }
            step(world);
        }
        calm(world);
        // longer than a give-up, a start timeout and the longest pause before a removal together
        for (int second = 0; second < 2_000; second++) {
            step(world);
        }
        assertThat(world.lastPlan).isEmpty();
        for (SimService service : world.services.values()) {
            assertThat(service.instances).hasSize(service.desired);
            assertThat(service.serving()).isEqualTo(service.desired);
        }
    }

    private static void calm(World world) {
        world.hosts.set(1, new HostState("b", 2, 0, 0, false, true, "o"));
        for (SimService service : world.services.values()) {
            service.offered = second -> 2;
        }
    }

    private static void disturb(World world, SimService service, Random random) {
        List<SimInstance> living = service.instances.values().stream()
                .filter(i -> i.isAlive(world.now))
                .toList();
        SimInstance one = living.isEmpty() ? null : living.get(random.nextInt(living.size()));
        switch (random.nextInt(100)) {
            case 0 -> {
                int min = random.nextInt(MOST);
                boolean rests = random.nextInt(3) == 0;
                service.policy = new Policy(
                        min, Math.max(1, min + random.nextInt(MOST - min)), rests ? Duration.ofSeconds(60) : null);
            }
            case 1 -> {
                double load = random.nextInt(3) == 0 ? 0 : random.nextDouble() * MOST * service.capacity;
                service.offered = second -> load;
            }
            case 2 -> {
                service.digest = "d" + random.nextInt(3);
                service.launchSince = world.at();
            }
            case 3 -> service.restartBefore = world.at();
            case 4 -> world.hosts.set(1, new HostState("b", 2, 0, 0, random.nextBoolean(), true, "o"));
            case 5, 6 -> {
                if (one != null) {
                    one.dies = world.now;
                }
            }
            case 7, 8 -> {
                if (one != null) {
                    one.hang(world.now, random.nextInt(30));
                }
            }
            case 9 -> {
                if (one != null) {
                    one.muteUntil = world.now + random.nextInt(60);
                }
            }
            default -> {}
        }
    }

    private static void step(World world) {
        world.step();
        assertThat(world.planner.plan(world.lastSeen, world.at())).isEqualTo(world.lastPlan);
        for (SimService service : world.services.values()) {
            assertBounds(world, service);
            assertNoContradiction(world.lastPlan.stream()
                    .filter(a -> a.toString().contains("service=" + service.name + ","))
                    .toList());
        }
    }

    private static void assertBounds(World world, SimService service) {
        Policy policy = service.policy;
        int least = policy.idle() != null ? 0 : policy.min();
        assertThat(service.desired).isBetween(least, policy.max());
        long present = service.instances.values().stream()
                .filter(i -> i.isAlive(world.now) && i.stop == null && i.digest.equals(service.digest))
                .count();
        assertThat(present)
                .as("instances for %s desired, with those quarantined", service.desired)
                .isLessThanOrEqualTo(2 * MOST);
    }

    private static void assertNoContradiction(List<Action> plan) {
        assertThat(plan.stream().filter(a -> !(a instanceof Action.Assign))).doesNotHaveDuplicates();
        assertThat(plan.stream().filter(Action.Desire.class::isInstance)).hasSizeLessThanOrEqualTo(1);
        List<Action.End> ends = plan.stream()
                .filter(Action.End.class::isInstance)
                .map(Action.End.class::cast)
                .toList();
        assertThat(ends.stream().map(Action.End::id)).doesNotHaveDuplicates();
        boolean starts = plan.stream().anyMatch(Action.Assign.class::isInstance);
        boolean tooMany = ends.stream().anyMatch(e -> e.stop().reason().equals("more instances than desired"));
        assertThat(starts && tooMany).as("starts and has too many: %s", plan).isFalse();
        boolean givesUp = plan.stream().anyMatch(Action.GiveUp.class::isInstance);
        assertThat(starts && givesUp).as("starts and gives up: %s", plan).isFalse();
    }
}
