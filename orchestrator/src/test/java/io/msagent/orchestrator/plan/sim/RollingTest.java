package io.msagent.orchestrator.plan.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.HostState;
import io.msagent.orchestrator.model.Policy;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Restarts and drained hosts never cost a service an instance that it needs. */
class RollingTest {
    @Property(tries = 20, seed = "1")
    void aRestartReplacesAllAndNeverServesWithLess(
            @ForAll @IntRange(min = 1, max = 12) int count, @ForAll @IntRange(min = 0, max = 30) int startTime) {
        World world = settled(count, startTime);
        SimService service = world.only();
        int first = world.starts;
        service.restartBefore = world.at();
        int most = 0;
        while (service.restartBefore != null) {
            world.step();
            assertThat(service.serving()).isGreaterThanOrEqualTo(count);
            most = Math.max(most, service.instances.size());
            assertThat(world.now).as("seconds").isLessThan(2_000);
        }
        assertThat(world.starts - first).isEqualTo(count);
        assertThat(most).as("instances at the same time").isLessThanOrEqualTo(count + 2);
        world.run(60);
        assertThat(world.lastPlan).isEmpty();
        assertThat(service.instances).hasSize(count);
    }

    @Property(tries = 20, seed = "1")
    void aDrainedHostIsLeftAndTheServiceNeverServesWithLess(
            @ForAll @IntRange(min = 1, max = 12) int count, @ForAll @IntRange(min = 0, max = 30) int startTime) {
        World world = settled(count, startTime);
        SimService service = world.only();
        world.hosts.add(new HostState("other", 1_000, 0, 0, false, true, "o"));
        world.hosts.set(0, new HostState("h", 1_000, 0, 0, true, true, "o"));
        while (service.instances.values().stream().anyMatch(i -> i.host.equals("h"))) {
            world.step();
            assertThat(service.serving()).isGreaterThanOrEqualTo(count);
            assertThat(world.now).as("seconds").isLessThan(2_000);
        }
        world.run(60);
        assertThat(world.lastPlan).isEmpty();
        assertThat(service.instances).hasSize(count);
    }

    private static World settled(int count, int startTime) {
        World world = World.of(new Policy(count, count, null), count);
        world.only().startTime = second -> startTime;
        world.run(120);
        assertThat(world.only().serving()).isEqualTo(count);
        return world;
    }
}
