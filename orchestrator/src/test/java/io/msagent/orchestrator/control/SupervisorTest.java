package io.msagent.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.launch.Launch;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.MemoryRegistry;
import io.msagent.orchestrator.lead.Leases;
import io.msagent.orchestrator.lead.Self;
import io.msagent.orchestrator.lead.Session;
import io.msagent.orchestrator.model.Snapshot;
import io.msagent.orchestrator.observe.Children;
import io.msagent.orchestrator.observe.Observation;
import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.ProcessRecord;
import io.msagent.orchestrator.store.Seal;
import io.msagent.orchestrator.store.SpawnRecord;
import io.msagent.orchestrator.store.SpawnRecord.Halt;
import io.msagent.orchestrator.store.Store;
import io.msagent.orchestrator.store.StoredLaunch;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is started once must not be started again, whatever befalls its supervisor. */
class SupervisorTest {
    private static final String HOST = "alpha";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ClusterToken TOKEN = ClusterToken.of("0123456789abcdef");

    private final MemoryRegistry registry = new MemoryRegistry();
    private final Store store = new Store(registry, new Seal(TOKEN));
    private final MemorySpawner spawner = new MemorySpawner();
    private final Children children = new Children(spawner, HOST, () -> {});
    private final Identity identity =
            new Identity("one", HOST, RegistryAccess.of(URI.create("http://127.0.0.1:7917"), null), TOKEN, null);
    private final Supervisor supervisor = new Supervisor(identity, store, spawner, children, new DeadOwners(registry));
    private final Session session = new Session(registry);
    private final Leases leases = Leases.on(session, HOST, former -> true);

    @BeforeEach
    void superviseAndLaunch() {
        session.open(Self.holder("one", HOST, "http://admin.test"));
        store.save(
                Kind.LAUNCH,
                "pricing",
                new StoredLaunch("pricing", "d1", new Launch(List.of("java"), "/", Map.of(), List.of())));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void whatWasStartedByASupervisorThatCouldNotSayIsTakenUpInsteadOfStartedAgain() {
        round();
        assign("pricing-1");
        // another supervised for a moment, and died after the fork
        store.save(Kind.PROCESS, "pricing-1", ProcessRecord.intent("other"));
        spawner.running.put("pricing-1", new Spawned("pricing-1", 7, Instant.EPOCH));

        round();

        assertThat(spawner.started).isEmpty();
        assertThat(process("pricing-1").pid()).isEqualTo(7);
    }

    @Test
    void aLockThatWasLostAndHadAgainBetweenTwoRoundsIsTakenOverAnew() {
        round();
        assign("pricing-1");
        spawner.running.put("pricing-1", new Spawned("pricing-1", 7, Instant.EPOCH));
        registry.expireSessions();
        session.open(Self.holder("one", HOST, "http://admin.test"));

        round();

        assertThat(spawner.started).isEmpty();
        assertThat(process("pricing-1").pid()).isEqualTo(7);
    }

    @Test
    void anErrorAfterTheForkStartsNothingAgainAndHidesNothing() {
        spawner.afterTheFork = new InternalError("no thread for it");
        assign("pricing-1");
        assign("pricing-2");

        round();
        round();

        assertThat(spawner.started).containsExactlyInAnyOrder("pricing-1", "pricing-2");
        assertThat(process("pricing-1").pid()).isPositive();
        assertThat(process("pricing-2").pid()).isPositive();
    }

    @Test
    void anErrorBeforeTheForkIsAnEndLikeAnyOther() {
        spawner.before = new IllegalStateException("no more of these");
        assign("pricing-1");

        round();

        assertThat(process("pricing-1").ending().how()).contains("could not be started", "no more of these");
    }

    @Test
    void theEndOfAnInstanceThatTheLeaderHasForgottenIsNotWrittenDown() {
        assign("pricing-1");
        round();
        Observation seen = seen(List.of());
        spawner.running.clear();
        store.forget(Kind.SPAWN, "pricing-1");
        store.forget(Kind.PROCESS, "pricing-1");

        boolean unused = supervisor.round(seen, leases.host(), NOW);

        assertThat(store.read().all(Kind.PROCESS)).isEmpty();
        assertThat(store.read().all(Kind.SPAWN)).isEmpty();
    }

    @Test
    void whatWasWrittenDownAllTheSameIsRemoved() {
        assign("pricing-1");
        store.save(Kind.PROCESS, "pricing-1", ProcessRecord.intent("one"));
        store.save(Kind.PROCESS, "pricing-2", ProcessRecord.intent("one"));
        Kept kept = store.read();

        assertThat(store.commitAll(Orphans.removed(kept, store), leases.leader().fence()))
                .isEqualTo(1);

        assertThat(store.read().all(Kind.PROCESS)).containsOnlyKeys("pricing-1");
        assertThat(Orphans.removed(kept, store)).isEmpty();
    }

    @Test
    void allThatIsWithoutARecordIsLookedForAtOnce() {
        List<Instance> strays = List.of(stray("pricing-1", 7), stray("pricing-2", 8), stray("pricing-3", 9));
        spawner.running.put("pricing-1", new Spawned("pricing-1", 7, Instant.EPOCH));
        spawner.running.put("pricing-2", new Spawned("pricing-2", 8, Instant.EPOCH));

        round(strays);
        round(strays);

        assertThat(spawner.looks).containsExactly(Set.of("pricing-1", "pricing-2", "pricing-3"));
        assertThat(store.read().all(Kind.SPAWN)).containsOnlyKeys("pricing-1", "pricing-2");
    }

    @Test
    void whatAProcessOwnedIsFreeWhenItHasEndedAndNotBefore() {
        assign("pricing-1");
        round();
        String key = DeadOwners.LEASES + "pricing/07";
        String owner = registry.openSession("owner", Duration.ofHours(1), Duration.ZERO);
        assertThat(registry.acquire(
                        key, "{\"instance\":\"pricing.pricing-1\"}".getBytes(StandardCharsets.UTF_8), owner))
                .isTrue();
        round();
        assertThat(registry.get(key).orElseThrow().session()).isEqualTo(owner);

        spawner.running.clear();
        round();

        assertThat(process("pricing-1").ending().happened()).isTrue();
        assertThat(registry.get(key).orElseThrow().session()).isNull();
    }

    @Test
    void evenIfTheLeaderHasForgottenItMeanwhile() {
        assign("pricing-1");
        round();
        String key = DeadOwners.LEASES + "pricing/07";
        String owner = registry.openSession("owner", Duration.ofHours(1), Duration.ZERO);
        assertThat(registry.acquire(
                        key, "{\"instance\":\"pricing.pricing-1\"}".getBytes(StandardCharsets.UTF_8), owner))
                .isTrue();
        spawner.running.clear();
        store.forget(Kind.SPAWN, "pricing-1");
        store.forget(Kind.PROCESS, "pricing-1");
        children.keepTo(Set.of());

        round();

        assertThat(registry.get(key).orElseThrow().session()).isNull();
    }

    @Test
    void theNextSupervisorDoesSoForOneOfWhichOnlyTheRecordIsLeft() {
        store.save(
                Kind.PROCESS,
                "pricing-1",
                ProcessRecord.intent("other")
                        .with(7, Instant.EPOCH)
                        .with(new ProcessRecord.Ending(NOW.toString(), "exit code 137", "")));
        assign("pricing-1");
        String key = DeadOwners.LEASES + "pricing/07";
        String owner = registry.openSession("owner", Duration.ofHours(1), Duration.ZERO);
        assertThat(registry.acquire(
                        key, "{\"instance\":\"pricing.pricing-1\"}".getBytes(StandardCharsets.UTF_8), owner))
                .isTrue();

        round();

        assertThat(registry.get(key).orElseThrow().session()).isNull();
    }

    private static Instance stray(String id, long pid) {
        return new Instance(
                "reg-" + id,
                "pricing",
                "127.0.0.1",
                1,
                Map.of(InstanceMeta.SPAWN, id, InstanceMeta.HOST, HOST, InstanceMeta.PID, Long.toString(pid)),
                Instance.Status.PASSING,
                "");
    }

    private void round() {
        round(List.of());
    }

    private void round(List<Instance> strays) {
        boolean unused = supervisor.round(seen(strays), leases.host(), NOW);
    }

    private Observation seen(List<Instance> strays) {
        return new Observation(
                store.read(), new Snapshot(List.of(), List.of()), List.of(), List.of(), strays, List.of());
    }

    private void assign(String id) {
        store.save(Kind.SPAWN, id, new SpawnRecord(id, "pricing", "d1", HOST, "one", NOW.toString(), "why", Halt.NONE));
    }

    private ProcessRecord process(String id) {
        ProcessRecord process = store.read().get(Kind.PROCESS, id);
        assertThat(process).as("what is known of " + id).isNotNull();
        return process;
    }
}
