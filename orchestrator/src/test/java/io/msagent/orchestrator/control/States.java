package io.msagent.orchestrator.control;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short words for what a planner may see. */
final class States {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Limits LIMITS = Limits.standard(Duration.ofSeconds(60));

    private States() {}

    static ServiceState service(int desired, InstanceState... instances) {
        return service("d1", desired, List.of(), instances);
    }

    static ServiceState service(@Nullable String digest, int desired, List<Death> deaths, InstanceState... instances) {
        return new ServiceState("s", digest, NOW.minusSeconds(3_600), null, desired, List.of(instances), deaths);
    }

    static InstanceState starting(String id, String digest, long secondsAgo) {
        return new InstanceState(
                id,
                digest,
                true,
                InstanceState.Life.ALIVE,
                List.of(),
                false,
                false,
                NOW.minusSeconds(secondsAgo),
                null,
                1,
                "",
                "o");
    }

    static InstanceState serving(String id, String digest, String registeredDigest, boolean managed) {
        return new InstanceState(
                id,
                digest,
                managed,
                managed ? InstanceState.Life.ALIVE : InstanceState.Life.UNKNOWN,
                List.of(registration(id, registeredDigest)),
                true,
                true,
                NOW.minusSeconds(100),
                null,
                1,
                "",
                managed ? "o" : "");
    }

    static InstanceState serving(String id, String digest) {
        return serving(id, digest, digest, true);
    }

    static InstanceState with(InstanceState i, InstanceState.Life life, @Nullable Instant stopAsked) {
        return new InstanceState(
                i.id(),
                i.digest(),
                i.managed(),
                life,
                i.registrations(),
                i.answers(),
                i.served(),
                i.since(),
                stopAsked,
                i.pid(),
                i.started(),
                i.orchestrator());
    }

    static Death death(long secondsAgo, long livedSeconds, boolean served) {
        return death(NOW.minusSeconds(secondsAgo), livedSeconds, served);
    }

    static Death death(Instant at, long livedSeconds, boolean served) {
        return new Death(
                "x", "s", "d1", 7, at, Duration.ofSeconds(livedSeconds), served, "exit code 1", List.of("last words"));
    }

    private static Instance registration(String id, String digest) {
        return new Instance(
                "reg-" + id, "s", "127.0.0.1", 1, Map.of(InstanceMeta.DIGEST, digest), Instance.Status.PASSING, "");
    }
}
