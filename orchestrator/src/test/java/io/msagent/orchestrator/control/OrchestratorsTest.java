package io.msagent.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.Proof;
import io.msagent.core.registry.ProvenInstances;
import io.msagent.core.registry.Registration;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.MemoryRegistry;
import io.msagent.orchestrator.model.Snapshot;
import io.msagent.orchestrator.observe.Observation;
import io.msagent.orchestrator.store.LockHolder;
import io.msagent.orchestrator.store.Seal;
import io.msagent.orchestrator.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is told the cluster token, when output of another host is to be had. */
class OrchestratorsTest {
    private static final ClusterToken TOKEN = ClusterToken.of("0123456789abcdef0123456789abcdef");

    private final MemoryRegistry registry = new MemoryRegistry();

    @Test
    void whoSupervisesAHostIsAskedWhereItRegistered() {
        register("o-1", 9000, true);
        lock("o-1", "http://127.0.0.1:6666");
        assertThat(seen().adminOf("other")).as("not what the lock says").isEqualTo("http://127.0.0.1:9000");
        assertThat(seen().adminOf("third")).isEmpty();
    }

    @Test
    void aStrangerIsNoOrchestratorThoughItIsRegisteredAndInTheLock() {
        register("o-1", 9000, true);
        register("stranger", 6666, false);
        lock("stranger", "http://127.0.0.1:6666");
        assertThat(seen().peers()).extracting(Status.Peer::id).containsExactly("o-1");
        assertThat(seen().adminOf("other")).isEmpty();
        assertThat(seen().adminOf("")).isEmpty();
    }

    private Orchestrators seen() {
        List<Instance> peers = new ProvenInstances(TOKEN).of(registry.lookUp("ms-orchestrator"));
        return Orchestrators.of(new Observation(
                new Store(registry, new Seal(TOKEN)).read(),
                new Snapshot(List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                peers));
    }

    private void register(String id, int port, boolean proven) {
        Registration plain = new Registration(
                id,
                "ms-orchestrator",
                "127.0.0.1",
                port,
                List.of(),
                Map.of(InstanceMeta.HOST, "other", InstanceMeta.PROOF, "0".repeat(64)),
                Duration.ofSeconds(3),
                Duration.ofMinutes(1));
        registry.register(proven ? new Proof(TOKEN).on(plain) : plain, Instance.Status.PASSING);
    }

    /** As anybody can who may write to the registry. */
    private void lock(String id, String admin) {
        String session = registry.openSession(id, Duration.ofSeconds(10), Duration.ofSeconds(1));
        boolean held = registry.acquire(
                Store.HOST_LOCK + "other", new LockHolder(id, "other", "", 1, "", admin).json(), session);
        assertThat(held).isTrue();
    }
}
