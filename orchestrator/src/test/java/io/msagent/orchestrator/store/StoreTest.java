package io.msagent.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.launch.Launch;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.MemoryRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {
    private static final StoredLaunch LAUNCH = new StoredLaunch(
            "pricing",
            "d1",
            new Launch(List.of("/bin/java", "-jar", "shop.jar"), "/srv", Map.of("A", "1", "B", "2"), List.of("x.Y")));
    private static final SpawnRecord SPAWN = new SpawnRecord(
            "pricing-abc123", "pricing", "d1", "o", "host", "2026-01-01T00:00:00Z", 42, "2026-01-01T00:00:01Z");

    private final MemoryRegistry registry = new MemoryRegistry();
    private final Store store = store("0123456789abcdef");

    @Test
    void whatIsSavedIsRead() {
        store.save(LAUNCH);
        store.save(SPAWN);
        store.desire("pricing", 3);
        assertThat(store.read())
                .isEqualTo(new Kept(
                        Map.of("pricing", LAUNCH),
                        Map.of(SPAWN.id(), SPAWN),
                        Map.of("pricing", 3),
                        null,
                        null,
                        Map.of()));
        store.forgetLaunch("pricing");
        store.forgetSpawn(SPAWN.id());
        assertThat(store.read().launches()).isEmpty();
        assertThat(store.read().spawns()).isEmpty();
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
        store.save(LAUNCH);
        change("ms-agent/launch/pricing", from, to);
        assertThat(store.read().launches()).isEmpty();
        assertThat(store.read().refused().get("pricing")).contains("HMAC does not verify");
    }

    @Test
    void aLaunchIsGoodForItsServiceOnly() {
        store.save(LAUNCH);
        registry.put(
                "ms-agent/launch/other",
                registry.get("ms-agent/launch/pricing").orElseThrow().value());
        assertThat(store.read().launches()).containsOnlyKeys("pricing");
        assertThat(store.read().refused()).containsOnlyKeys("other");
    }

    @Test
    void aChangedSpawnRecordIsIgnored() {
        store.save(SPAWN);
        change("ms-agent/spawn/pricing-abc123", "42", "1");
        assertThat(store.read().spawns()).isEmpty();
    }

    @Test
    void anotherTokenVerifiesNothing() {
        store.save(LAUNCH);
        assertThat(store("fedcba9876543210").read().launches()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3 0123456789abcdef", "many", ""})
    void aCountThatIsNoneIsIgnored(String text) {
        registry.put("ms-agent/desired/pricing", text.getBytes(StandardCharsets.UTF_8));
        assertThat(store.read().desired()).isEmpty();
    }

    @Test
    void aCountThatIsTooLargeIsIgnored() {
        store.desire("pricing", 65);
        assertThat(store.read().desired()).isEmpty();
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
