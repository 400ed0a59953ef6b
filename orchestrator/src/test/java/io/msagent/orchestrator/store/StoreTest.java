package io.msagent.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.launch.Launch;
import io.msagent.core.registry.Registry;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.MemoryRegistry;
import io.msagent.orchestrator.model.Policy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreTest {
    private static final StoredLaunch LAUNCH = new StoredLaunch(
            "pricing",
            "d1",
            new Launch(List.of("/bin/java", "-jar", "shop.jar"), "/srv", Map.of("A", "1", "B", "2"), List.of("x.Y")));
    private static final SpawnRecord SPAWN = new SpawnRecord(
            "pricing-abc123", "pricing", "d1", "host", "o", "2026-01-01T00:00:00Z", "because", SpawnRecord.Halt.NONE);

    private final MemoryRegistry registry = new MemoryRegistry();
    private final Store store = store("0123456789abcdef");

    @Test
    void whatIsSavedIsRead() {
        ProcessRecord process =
                ProcessRecord.intent("o").with(42, Instant.EPOCH).thatServed();
        store.save(Kind.LAUNCH, "pricing", LAUNCH);
        store.save(Kind.POLICY, "pricing", PolicyRecord.of(new Policy(1, 3, Duration.ofMinutes(5))));
        assertThat(store.commit(
                        List.of(
                                store.create(Kind.SPAWN, SPAWN.id(), SPAWN),
                                store.put(Kind.PROCESS, SPAWN.id(), process)),
                        null))
                .isTrue();
        Kept kept = store.read();
        assertThat(kept.all(Kind.LAUNCH)).isEqualTo(Map.of("pricing", LAUNCH));
        assertThat(kept.all(Kind.SPAWN)).isEqualTo(Map.of(SPAWN.id(), SPAWN));
        assertThat(kept.get(Kind.PROCESS, SPAWN.id())).isEqualTo(process);
        assertThat(Objects.requireNonNull(kept.get(Kind.POLICY, "pricing")).policy())
                .isEqualTo(new Policy(1, 3, Duration.ofMinutes(5)));
        store.forget(Kind.LAUNCH, "pricing");
        assertThat(store.read().all(Kind.LAUNCH)).isEmpty();
    }

    @Test
    void aDecisionIsTakenOnlyWhileItsLockIsHeld() {
        String session = registry.openSession("o", Duration.ofSeconds(10), Duration.ZERO);
        assertThat(registry.acquire(Store.LEADER, new byte[0], session)).isTrue();
        Registry.Fence fence = new Registry.Fence(Store.LEADER, session);
        assertThat(store.commit(List.of(store.create(Kind.SPAWN, "a", SPAWN)), fence))
                .isTrue();
        registry.closeSession(session);
        assertThat(store.commit(List.of(store.create(Kind.SPAWN, "b", SPAWN)), fence))
                .isFalse();
        assertThat(store.commitAll(List.of(List.of(store.delete(Kind.SPAWN, "a"))), fence))
                .isZero();
        assertThat(store.read().all(Kind.SPAWN)).containsOnlyKeys("a");
    }

    @Test
    void whatHasChangedOrIsGoneIsNotStillThere() {
        store.save(Kind.SPAWN, SPAWN.id(), SPAWN);
        Kept kept = store.read();
        assertThat(store.commit(List.of(store.stillThere(Kind.SPAWN, SPAWN.id(), kept)), null))
                .isTrue();
        assertThat(store.commit(List.of(store.stillThere(Kind.SPAWN, SPAWN.id(), kept)), null))
                .isFalse();
        kept = store.read();
        store.forget(Kind.SPAWN, SPAWN.id());
        assertThat(store.commit(List.of(store.stillThere(Kind.SPAWN, SPAWN.id(), kept)), null))
                .isFalse();
        assertThat(store.read().all(Kind.SPAWN)).isEmpty();
    }

    @Test
    void manyDecisionsAreMadeKnownInTurn() {
        List<List<Registry.Write>> decisions = IntStream.range(0, 200)
                .mapToObj(i -> List.of(
                        store.put(Kind.DESIRED, "s" + i, new Kind.Count(i % 64)), store.delete(Kind.DEMAND, "s" + i)))
                .toList();
        assertThat(store.commitAll(decisions, null)).isEqualTo(200);
        assertThat(store.read().all(Kind.DESIRED)).hasSize(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/bin/java|/bin/evil",
                "shop.jar|evil.jar",
                "/srv|/tmp",
                "\"A\":\"1\"|\"A\":\"9\"",
                "x.Y|x.Z",
                "d1|d2",
                "\"/bin/java\",\"-jar\"|\"/bin/java-jar\"",
                "\"hmac\":\"|\"hmac\":\"00",
            })
    void aChangedLaunchIsRefused(String from, String to) {
        store.save(Kind.LAUNCH, "pricing", LAUNCH);
        change("ms-agent/launch/pricing", from, to);
        assertThat(store.read().all(Kind.LAUNCH)).isEmpty();
        assertThat(store.read().refused().get("pricing")).contains("HMAC does not verify");
    }

    @Test
    void aLaunchIsGoodForItsServiceOnly() {
        store.save(Kind.LAUNCH, "pricing", LAUNCH);
        registry.put(
                "ms-agent/launch/other",
                registry.get("ms-agent/launch/pricing").orElseThrow().value());
        assertThat(store.read().all(Kind.LAUNCH)).containsOnlyKeys("pricing");
        assertThat(store.read().refused()).containsOnlyKeys("other");
    }

    @Test
    void aChangedSpawnRecordIsIgnored() {
        store.save(Kind.SPAWN, SPAWN.id(), SPAWN);
        change("ms-agent/spawn/pricing-abc123", "because", "for fun");
        assertThat(store.read().all(Kind.SPAWN)).isEmpty();
    }

    /** As orchestrators wrote it before instances said how long their end may take. */
    private record FormerSpawn(
            String id,
            String service,
            String digest,
            String host,
            String orchestrator,
            String intended,
            String reason,
            FormerHalt stop) {}

    private record FormerHalt(String at, boolean force, boolean failed, String reason) {}

    @Test
    void aDecisionThatNamesNoPatienceIsRead() {
        FormerHalt stop = new FormerHalt("2026-01-01T00:00:01Z", true, false, "retired");
        FormerSpawn former =
                new FormerSpawn(SPAWN.id(), "pricing", "d1", "host", "o", "2026-01-01T00:00:00Z", "because", stop);
        String key = "ms-agent/spawn/" + SPAWN.id();
        registry.put(key, new Seal(ClusterToken.of("0123456789abcdef")).close(key, former));

        Kept kept = store.read();

        assertThat(kept.refused()).isEmpty();
        assertThat(kept.get(Kind.SPAWN, SPAWN.id()))
                .isEqualTo(SPAWN.with(new SpawnRecord.Halt("2026-01-01T00:00:01Z", true, false, "retired", 0)));
    }

    @Test
    void aDecisionThatNamesPatienceIsReadWithIt() {
        SpawnRecord stopped = SPAWN.with(new SpawnRecord.Halt("2026-01-01T00:00:01Z", false, true, "failed", 45_000));
        store.save(Kind.SPAWN, SPAWN.id(), stopped);
        assertThat(store.read().get(Kind.SPAWN, SPAWN.id())).isEqualTo(stopped);
    }

    @Test
    void anotherTokenVerifiesNothing() {
        store.save(Kind.LAUNCH, "pricing", LAUNCH);
        assertThat(store("fedcba9876543210").read().all(Kind.LAUNCH)).isEmpty();
    }

    @Test
    void aWishIsGoodForItsTargetOnly() {
        store.save(Kind.RETIRE, "pricing-abc123", new Kind.Mark("2026-01-01T00:00:00Z"));
        byte[] wish =
                registry.get("ms-agent/retire/pricing-abc123").orElseThrow().value();
        registry.put("ms-agent/retire/pricing-other1", wish);
        registry.put("ms-agent/drain/host", wish);
        assertThat(store.read().all(Kind.RETIRE)).containsOnlyKeys("pricing-abc123");
        assertThat(store.read().all(Kind.DRAIN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1,1,never", "2,1,never", "1,65,never", "0,1,PT0S", "0,1,PT10000000000000H", "0,1,soon"})
    void aPolicyThatCannotBeIsRefused(int min, int max, String idle) {
        assertThatThrownBy(() -> new PolicyRecord(min, max, idle))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: ");
    }

    @Test
    void aRegistryThatCountsFromTheBeginningIsReadAnew() {
        store.save(Kind.DESIRED, "pricing", new Kind.Count(1));
        assertThat(store.read().all(Kind.DESIRED)).containsEntry("pricing", new Kind.Count(1));
        MemoryRegistry other = new MemoryRegistry();
        new Store(other, new Seal(ClusterToken.of("0123456789abcdef")))
                .save(Kind.DESIRED, "pricing", new Kind.Count(2));
        assertThat(other.get("ms-agent/desired/pricing").orElseThrow().modifyIndex())
                .isEqualTo(
                        registry.get("ms-agent/desired/pricing").orElseThrow().modifyIndex());
        registry.become(other);
        assertThat(store.read().all(Kind.DESIRED)).containsEntry("pricing", new Kind.Count(2));
    }

    private Store store(String token) {
        return new Store(registry, new Seal(ClusterToken.of(token)));
    }

    private void change(String key, String from, String to) {
        String text = new String(registry.get(key).orElseThrow().value(), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        registry.put(key, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }
}
