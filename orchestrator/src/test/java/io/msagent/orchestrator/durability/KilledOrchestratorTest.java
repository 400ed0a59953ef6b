package io.msagent.orchestrator.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.Instance;
import io.msagent.orchestrator.store.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The orchestrator is killed again and again, at random instants of starts, scalings, rolling restarts and retirements: the
 * next one comes to the same planned state, with no process that nobody knows and none that is there twice.
 */
@Tag("once")
class KilledOrchestratorTest {
    private static final int KILLS = Integer.getInteger("ms.test.kills", 12);
    private static final long SEED = Long.getLong("ms.test.seed", 5);
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int MOST = 3;

    @TempDir
    Path folder;

    @Test
    void theNextOneReachesThePlannedState() throws Exception {
        Random random = new Random(SEED);
        try (World world = new World(folder)) {
            Process orchestrator = world.startOrchestrator(0);
            try {
                for (int kill = 1; kill <= KILLS; kill++) {
                    int number = kill - 1;
                    await("orchestrator " + number).atMost(LONG).until(() -> Files.exists(world.ready(number)));
                    disturb(world, random);
                    boolean ended = orchestrator.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS);
                    assertThat(ended).as(world.log()).isFalse();
                    orchestrator.destroyForcibly().waitFor();
                    orchestrator = world.startOrchestrator(kill);
                }
                world.scale(2);
                await().atMost(LONG).untilAsserted(() -> settled(world, 2));
                world.scale(0);
                await().atMost(LONG).untilAsserted(() -> settled(world, 0));
            } catch (Throwable e) {
                throw new AssertionError("seed " + SEED + ", the orchestrators said:\n" + world.log(), e);
            } finally {
                orchestrator.destroyForcibly().waitFor();
            }
        }
    }

    private static void disturb(World world, Random random) {
        List<String> ids = List.copyOf(world.store.read().all(Kind.SPAWN).keySet());
        switch (random.nextInt(5)) {
            case 0, 1 -> world.scale(random.nextInt(MOST + 1));
            case 2 -> world.restart();
            case 3 -> ids.stream().findFirst().ifPresent(world::retire);
            default ->
                world.processes().stream()
                        .findFirst()
                        .flatMap(ProcessHandle::of)
                        .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static void settled(World world, int count) {
        assertThat(world.processes()).hasSize(count).isEqualTo(world.recorded());
        assertThat(world.registry.lookUp(World.SERVICE))
                .hasSize(count)
                .allSatisfy(i -> assertThat(i.status()).isEqualTo(Instance.Status.PASSING));
        assertThat(world.store.read().all(Kind.RETIRE)).isEmpty();
        assertThat(world.store.read().all(Kind.PROCESS)).hasSize(count);
    }
}
