package io.msagent.orchestrator.plan.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.Policy;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However a service fails, it is not started without end. */
class CrashLoopTest {
    private static final int HOUR = 3_600;

    @Property(tries = 20, seed = "1")
    void aServiceWhoseInstancesDieIsStartedSeldom(
            @ForAll @IntRange(min = 1, max = 24) int count,
            @ForAll @IntRange(min = 0, max = 300) int life,
            @ForAll @IntRange(min = 0, max = 100) int spread,
            @ForAll long seed) {
        Random random = new Random(seed);
        World world = World.of(new Policy(count, count, null), count);
        world.only().lifeTime = second -> life + random.nextInt(spread + 1);
        assertSeldom(world, count, 2 * HOUR);
    }

    @Property(tries = 8, seed = "1")
    void noMoreIsOneWhoseInstancesNeverRegister(@ForAll @IntRange(min = 1, max = 24) int count) {
        World world = World.of(new Policy(count, count, null), count);
        world.only().startTime = second -> Integer.MAX_VALUE;
        assertSeldom(world, count, 2 * HOUR);
    }

    @Property(tries = 8, seed = "1")
    void noMoreIsOneWhoseInstancesHangAgainAndAgain(
            @ForAll @IntRange(min = 1, max = 6) int count,
            @ForAll @IntRange(min = 4, max = 40) int well,
            @ForAll @IntRange(min = 1, max = 40) int hangs) {
        World world = World.of(new Policy(count, count, null), count);
        SimService service = world.only();
        for (int second = 0; second < HOUR; second++) {
            for (SimInstance instance : service.instances.values()) {
                if ((world.now - instance.up) % (well + hangs) == well) {
                    instance.hang(world.now, hangs);
                }
            }
            world.step();
        }
        assertThat(world.starts).isLessThanOrEqualTo(most(count));
    }

    @Property(tries = 8, seed = "1")
    void oneWhoseBeatsAreLostForGoodIsNotReplacedWithoutEnd(@ForAll @IntRange(min = 1, max = 12) int count) {
        World world = World.of(new Policy(count, count, null), count);
        for (int second = 0; second < HOUR; second++) {
            for (SimInstance instance : world.only().instances.values()) {
                if (world.now > instance.up + 5) {
                    instance.muteUntil = Long.MAX_VALUE;
                }
            }
            world.step();
        }
        assertThat(world.starts).isLessThanOrEqualTo(2 * count + 1);
    }

    private static void assertSeldom(World world, int count, int seconds) {
        int[] until = new int[seconds + 1];
        for (int second = 1; second <= seconds; second++) {
            world.step();
            until[second] = world.starts;
            int lately = until[second] - until[Math.max(0, second - HOUR)];
            assertThat(lately)
                    .as("starts within the hour before second %s", second)
                    .isLessThanOrEqualTo(most(count));
        }
        assertThat(world.starts).as("it is tried again").isGreaterThan(count);
    }

    /** All at first, as many again before it is clear what happens, then about one each half minute. */
    private static int most(int count) {
        return 2 * count + 15 + HOUR / 24;
    }
}
