package io.msagent.orchestrator.plan.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.HostState;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever people and load ask for, and whatever dies: no decision takes state away that could have been handed over. */
class HandOverSimTest {
    @Property(tries = 12, seed = "1")
    void nobodyEndsWithoutAnHeir(@ForAll long seed) {
        Random random = new Random(seed);
        World world = new World(1);
        world.hosts.add(new HostState("a", 8, 0, 0, false, true, "o"));
        world.hosts.add(new HostState("b", 8, 0, 0, false, true, "o"));
        SimService service = world.add("s", new Policy(1, 4, Duration.ofSeconds(30)), 1);
        service.inMemory = true;
        service.startTime = second -> random.nextInt(12);
        for (int second = 0; second < 1_500; second++) {
            disturb(world, service, random);
            step(world, service);
        }
        world.hosts.set(1, new HostState("b", 8, 0, 0, false, true, "o"));
        service.offered = second -> 2;
        for (int second = 0; second < 2_000; second++) {
            step(world, service);
        }
        assertThat(world.lastPlan).isEmpty();
        assertThat(service.retiring).isEmpty();
        assertThat(service.restartBefore).isNull();
        assertThat(service.serving()).isEqualTo(service.desired);
        assertThat(service.instances).hasSize(service.desired);
    }

    private static void disturb(World world, SimService service, Random random) {
        List<SimInstance> living = service.instances.values().stream()
                .filter(i -> i.isAlive(world.now))
                .toList();
        switch (random.nextInt(60)) {
            case 0 -> {
                int min = random.nextInt(3);
                service.policy = new Policy(min, min + 1 + random.nextInt(3), Duration.ofSeconds(30));
            }
            case 1 -> {
                double load = random.nextInt(2) == 0 ? 0 : random.nextDouble() * 12;
                service.offered = second -> load;
            }
            case 2 -> {
                service.digest = "d" + random.nextInt(3);
                service.launchSince = world.at();
            }
            case 3 -> service.restartBefore = world.at();
            case 4 -> world.hosts.set(1, new HostState("b", 8, 0, 0, random.nextBoolean(), true, "o"));
            case 5, 6, 7 ->
                living.stream()
                        .skip(living.isEmpty() ? 0 : random.nextInt(living.size()))
                        .findFirst()
                        .ifPresent(i -> service.retiring.add(i.id));
            case 8 -> living.stream().findFirst().ifPresent(i -> i.dies = world.now);
            case 9 -> living.stream().findFirst().ifPresent(i -> i.hang(world.now, random.nextInt(30)));
            default -> {}
        }
    }

    private static void step(World world, SimService service) {
        world.step();
        List<InstanceState> seen = service.seen.instances();
        List<Action.End> inGoodOrder = world.lastPlan.stream()
                .filter(Action.End.class::isInstance)
                .map(Action.End.class::cast)
                .filter(end -> !end.stop().failed() && !end.stop().force())
                .filter(end -> seen.stream()
                        .anyMatch(i -> i.id().equals(end.id()) && i.state().serves()))
                .toList();
        assertThat(inGoodOrder).as("one at a time").hasSizeLessThanOrEqualTo(1);
        for (Action.End end : inGoodOrder) {
            assertThat(seen)
                    .as("another that can take what %s has", end)
                    .anyMatch(i -> !i.id().equals(end.id())
                            && i.state().serves()
                            && i.sighting().stop() == null);
            assertThat(seen)
                    .as("others that leave beside %s", end)
                    .noneMatch(i -> !i.id().equals(end.id())
                            && !i.state().isOver()
                            && i.sighting().stop() != null);
        }
        assertThat(service.desired).as("never at rest").isPositive();
        service.retiring.removeIf(id -> !service.instances.containsKey(id) || service.instances.get(id).stop != null);
    }
}
