package io.msagent.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lets the planner steer random worlds, second by second. */
class PlannerSimulationTest {
    private static final int MOST = 5;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void boundsHoldAndItSettles(long seed) {
        World world = new World(new Random(seed));
        for (int second = 0; second < 1_800; second++) {
            world.disturb();
            world.step();
            List<InstanceState> wanted =
                    world.running().stream().filter(i -> i.stopAsked() == null).toList();
            assertThat(wanted).as("at second %s", second).hasSizeLessThanOrEqualTo(World.DIGESTS * MOST);
            assertThat(wanted)
                    .as("at second %s", second)
                    .filteredOn(i -> i.digest().equals(world.digest))
                    .hasSizeLessThanOrEqualTo(world.desired);
        }
        // longer than a give-up and a start timeout together
        for (int second = 0; second < 600; second++) {
            world.step();
        }
        assertThat(world.instances.values())
                .hasSize(world.desired)
                .allSatisfy(i -> assertThat(i.serves(world.digest)).isTrue());
        world.step();
        assertThat(world.lastPlan).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aServiceThatAlwaysDiesIsStartedSeldom(long seed) {
        World world = new World(new Random(seed));
        world.desired = 3;
        world.alwaysDies = true;
        for (int second = 0; second < 3_600; second++) {
            world.step();
        }
        // 3 at first, one at a time until 5 in a row are dead, then one a minute
        assertThat(world.spawns).isBetween(50, 75);
    }

    private static final class World {
        static final int DIGESTS = 3;
        final Random random;
        final Map<String, InstanceState> instances = new LinkedHashMap<>();
        final List<Death> deaths = new ArrayList<>();
        final Planner planner = new Planner(States.LIMITS);
        List<Action> lastPlan = List.of();
        Instant now = States.NOW;
        Instant launchSince = States.NOW;
        String digest = "d0";
        int desired = 1;
        int spawns;
        boolean alwaysDies;

        World(Random random) {
            this.random = random;
        }

        void disturb() {
            switch (random.nextInt(40)) {
                case 0 -> desired = random.nextInt(MOST + 1);
                case 1 -> {
                    digest = "d" + random.nextInt(DIGESTS);
                    launchSince = now;
                }
                case 2, 3, 4 -> running().stream().findAny().ifPresent(this::die);
                default -> {}
            }
        }

        void step() {
            now = now.plusSeconds(1);
            for (InstanceState i : running()) {
                if (i.stopAsked() != null && random.nextInt(5) == 0) {
                    instances.put(i.id(), States.with(i, InstanceState.Life.DEAD, i.stopAsked()));
                } else if (alwaysDies) {
                    die(i);
                } else if (!i.served() && random.nextInt(3) == 0) {
                    instances.put(i.id(), served(i));
                }
            }
            lastPlan = planner.plan(
                    new Snapshot(List.of(new ServiceState(
                            "s", digest, launchSince, null, desired, List.copyOf(instances.values()), deaths))),
                    now);
            lastPlan.forEach(this::act);
        }

        List<InstanceState> running() {
            return instances.values().stream()
                    .filter(i -> i.life() == InstanceState.Life.ALIVE)
                    .toList();
        }

        private void act(Action action) {
            if (action instanceof Action.Spawn) {
                spawns++;
                InstanceState i = States.starting("i" + spawns, digest, 0);
                instances.put(
                        i.id(),
                        new InstanceState(
                                i.id(), digest, true, i.life(), List.of(), false, false, now, null, 1, "", "o"));
            } else if (action instanceof Action.Kill kill) {
                InstanceState i = instances.get(kill.id());
                instances.put(
                        i.id(), States.with(i, kill.force() ? InstanceState.Life.DEAD : InstanceState.Life.ALIVE, now));
            } else if (action instanceof Action.ForgetSpawn forget) {
                assertThat(instances.remove(forget.id()).life()).isEqualTo(InstanceState.Life.DEAD);
            }
        }

        private void die(InstanceState i) {
            instances.put(i.id(), States.with(i, InstanceState.Life.DEAD, i.stopAsked()));
            if (i.stopAsked() == null) {
                deaths.add(new Death(
                        i.id(),
                        "s",
                        i.digest(),
                        1,
                        now,
                        Duration.between(i.since(), now),
                        i.served(),
                        "simulated",
                        List.of()));
            }
        }

        private static InstanceState served(InstanceState i) {
            InstanceState model = States.serving(i.id(), i.digest());
            return new InstanceState(
                    i.id(),
                    i.digest(),
                    true,
                    i.life(),
                    model.registrations(),
                    true,
                    true,
                    i.since(),
                    i.stopAsked(),
                    1,
                    "",
                    "o");
        }
    }
}
