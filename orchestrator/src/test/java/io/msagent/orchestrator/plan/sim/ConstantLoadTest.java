package io.msagent.orchestrator.plan.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.Policy;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Whatever load a service has: as long as it stays the same, the number of instances comes to rest, and at the right one. */
class ConstantLoadTest {
    /** Longer than any pause after a change of the number. */
    private static final int REST = 700;

    @Property(tries = 50, seed = "1")
    void theNumberComesToRest(
            @ForAll @DoubleRange(min = 0, max = 1.2) double share,
            @ForAll @IntRange(min = 1, max = 16) int capacity,
            @ForAll @IntRange(min = 0, max = 6) int min,
            @ForAll @IntRange(min = 0, max = 18) int more,
            @ForAll @IntRange(min = 0, max = 18) int desired,
            @ForAll @IntRange(min = 0, max = 40) int startTime) {
        int max = Math.max(1, min + more);
        World world = World.of(new Policy(min, max, null), Math.max(min, Math.min(desired, max)));
        SimService service = world.only();
        // up to more than half of what the most of instances can do, which is all that may be used
        double load = share * max * capacity / 2;
        service.capacity = capacity;
        service.offered = second -> load;
        service.startTime = second -> startTime;
        int calm = 0;
        while (calm < REST) {
            int before = service.desired;
            world.step();
            calm = service.desired == before ? calm + 1 : 0;
            assertThat(service.desired).isBetween(min, max);
            assertThat(world.now).as("seconds until it rests").isLessThan(20_000);
        }
        int rest = service.desired;
        assertThat(service.serving()).isEqualTo(rest);
        assertRight(load / capacity, rest, min, max);
        for (int i = 0; i < 2 * REST; i++) {
            world.step();
            assertThat(world.lastPlan).isEmpty();
        }
    }

    /** @param busy how many instances' worth of work there is */
    private static void assertRight(double busy, int count, int min, int max) {
        if (busy == 0 && count == 0) {
            return;
        }
        if (count < max) {
            assertThat(busy / count).as("utilisation of %s", count).isLessThanOrEqualTo(0.5 + 1e-6);
        }
        if (count > Math.max(1, min)) {
            boolean oneLessWouldDo = busy / count < 0.3 - 1e-6 && busy / (count - 1) < 0.5 - 1e-6;
            assertThat(oneLessWouldDo).as("%s for %s", count, busy).isFalse();
        }
    }
}
