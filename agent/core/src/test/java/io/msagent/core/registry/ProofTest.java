package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.log.CapturedLog;
import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance.Status;
import io.msagent.core.token.ClusterToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a proof proves, and what becomes of an instance without one. */
class ProofTest {
    private static final ClusterToken TOKEN = ClusterToken.of("a-token-of-this-test");

    private final Registration registration = new Proof(TOKEN)
            .on(new Registration(
                    "pricing.1",
                    "pricing",
                    "127.0.0.1",
                    4711,
                    List.of("ms-agent"),
                    Map.of(InstanceMeta.DIGEST, "d1", InstanceMeta.PID, "12", InstanceMeta.METHOD, "quote()"),
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(1)));
    private final Instance good = instance("pricing.1", "pricing", "127.0.0.1", 4711, registration.meta());

    private static Instance instance(String id, String service, String host, int port, Map<String, String> meta) {
        return new Instance(id, service, host, port, meta, Status.PASSING, "serving");
    }

    private Map<String, String> meta(String name, String value) {
        Map<String, String> meta = new HashMap<>(registration.meta());
        meta.put(name, value);
        return meta;
    }

    @Test
    void holdsForWhatItWasMadeForOnly() {
        Proof proof = new Proof(TOKEN);
        Map<String, String> meta = registration.meta();
        assertThat(meta.get(InstanceMeta.PROOF)).matches("[0-9a-f]{64}").doesNotContain(TOKEN.secret());
        assertThat(proof.fits(good)).isTrue();
        assertThat(proof.fits(instance("pricing.1", "pricing", "127.0.0.1", 4711, meta("method", "cut"))))
                .as("what nobody acts on may be cut by the registry")
                .isTrue();

        assertThat(List.of(
                        instance("pricing.2", "pricing", "127.0.0.1", 4711, meta),
                        instance("pricing.1", "pricing2", "127.0.0.1", 4711, meta),
                        instance("pricing.1", "pricing", "127.0.0.2", 4711, meta),
                        instance("pricing.1", "pricing", "127.0.0.1", 4712, meta),
                        instance("pricing.1", "pricing", "127.0.0.14", 711, meta),
                        instance("pricing.1", "pricing", "127.0.0.1", 4711, meta("digest", "d2")),
                        instance("pricing.1", "pricing", "127.0.0.1", 4711, meta("pid", "1")),
                        instance("pricing.1", "pricing", "127.0.0.1", 4711, meta("spawn", "other")),
                        instance("pricing.1", "pricing", "127.0.0.1", 4711, meta("proof", "")),
                        instance("pricing.1", "pricing", "127.0.0.1", 4711, Map.of())))
                .noneMatch(proof::fits);
        assertThat(new Proof(ClusterToken.of("another-token-of-this-test")).fits(good))
                .isFalse();
    }

    @Test
    void anInstanceWithoutOneIsCriticalSaysNothingAndIsWarnedOfOnce() {
        Instance fake = instance("pricing.9", "pricing", "10.0.0.9", 80, meta(InstanceMeta.SPAWN, "mine"));
        ProvenInstances proven = new ProvenInstances(TOKEN);
        try (CapturedLog log = new CapturedLog(Log.Level.WARN, Log.Format.TEXT)) {
            List<Instance> believed = proven.of(List.of(good, fake));
            assertThat(proven.of(List.of(good, fake))).isEqualTo(believed);

            assertThat(believed.get(0)).isSameAs(good);
            assertThat(believed.get(1).id()).isEqualTo("pricing.9");
            assertThat(believed.get(1).status()).isEqualTo(Status.CRITICAL);
            assertThat(believed.get(1).meta()).isEmpty();
            assertThat(believed.get(1).note()).contains("no valid proof");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("pricing.9"))
                    .singleElement()
                    .asString()
                    .contains("10.0.0.9:80", "not called", "token.file");
        }
    }

    @Test
    void aRegistryFullOfFakesDoesNotFloodTheLog() {
        List<Instance> fakes = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            fakes.add(instance("fake-" + i, "pricing", "10.0.0.9", 80, Map.of()));
        }
        try (CapturedLog log = new CapturedLog(Log.Level.WARN, Log.Format.TEXT)) {
            assertThat(new ProvenInstances(TOKEN).of(fakes)).allMatch(i -> i.status() == Status.CRITICAL);
            assertThat(log.lines()).hasSizeLessThan(200);
        }
    }
}
